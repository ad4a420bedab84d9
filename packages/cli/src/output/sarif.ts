/*
 * Copyright 2026 The Matrix Network Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { Severity } from '@matrix-network/backstage-plugin-matrix-network-common';
import path from 'node:path';
import { Location } from '../input/InputProblems';
import { VerifyReport } from '../verify/VerifyReport';

const levels: Readonly<Record<Severity, string>> = {
  critical: 'error',
  warning: 'warning',
  info: 'note',
};

function uriOf(file: string): string {
  const relative = path.isAbsolute(file)
    ? path.relative(process.cwd(), file)
    : file;
  return relative.split(path.sep).map(encodeURIComponent).join('/');
}

/** Code hosts refuse the whole report for one result without a place. */
function locations({ file, line = 1, column }: Location) {
  return [
    {
      physicalLocation: {
        artifactLocation: { uri: uriOf(file) },
        region: { startLine: line, ...(column && { startColumn: column }) },
      },
    },
  ];
}

function resultsOf(report: VerifyReport, anchor: Location) {
  const rows = report.rows
    .filter(({ outcome }) => outcome === 'violated')
    .map(({ row, explanation, location }) => ({
      ruleId: row,
      level: 'error',
      message: { text: explanation },
      locations: locations(location ?? anchor),
    }));
  const findings = report.findings.map(
    ({ code, severity, title, cause, remedy, location }) => ({
      ruleId: code,
      level: levels[severity],
      message: { text: `${title}. ${cause} ${remedy}` },
      locations: locations(location ?? anchor),
    }),
  );
  return [...rows, ...findings];
}

function rulesOf(report: VerifyReport) {
  const rows = report.rows.map(
    ({ row, source, destination, ports, expectation, why }) => ({
      id: row,
      shortDescription: {
        text: `${source} ${
          expectation === 'mustWork' ? 'must reach' : 'must not reach'
        } ${destination} (${ports})`,
      },
      fullDescription: { text: why },
    }),
  );
  const codes = [...new Set(report.findings.map(({ code }) => code))];
  return [
    ...rows,
    ...codes.map(code => ({
      id: code,
      shortDescription: { text: code.replaceAll('-', ' ') },
    })),
  ];
}

/**
 * The report as SARIF 2.1.0, for code hosts that show results beside the changed lines.
 *
 * @param anchor - where results are put that no line has, such as a policy that is missing
 */
export function sarif(report: VerifyReport, anchor: Location): string {
  return `${JSON.stringify(
    {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: { name: 'matrix-network', rules: rulesOf(report) },
          },
          results: resultsOf(report, anchor),
        },
      ],
    },
    undefined,
    2,
  )}\n`;
}
