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

import { locationText } from '../input/InputProblems';
import { VerifyReport } from '../verify/VerifyReport';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Control characters that XML 1.0 cannot hold at all. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/g;

function escape(text: string): string {
  return text
    .replace(FORBIDDEN, '?')
    .replace(/[&<>"]/g, character => entities[character]);
}

interface TestCase {
  className: string;
  name: string;
  body: string;
  result: 'passed' | 'failed' | 'skipped';
}

function rowCase({
  row,
  expectation,
  source,
  destination,
  ports,
  outcome,
  explanation,
  location,
}: VerifyReport['rows'][number]): TestCase {
  const base = {
    className: 'contract',
    name: `${row}: ${source} ${
      expectation === 'mustWork' ? 'reaches' : 'cannot reach'
    } ${destination} (${ports})`,
  };
  const text = escape(explanation);
  const place = location ? `\n${escape(locationText(location))}` : '';
  switch (outcome) {
    case 'violated':
      return {
        ...base,
        result: 'failed',
        body: `<failure type="contract-violated" message="${text}">${text}${place}</failure>`,
      };
    case 'notJudgeable':
      return {
        ...base,
        result: 'skipped',
        body: `<skipped message="${text}"/>`,
      };
    default:
      return { ...base, result: 'passed', body: '' };
  }
}

function findingCase({
  code,
  title,
  cause,
  remedy,
  location,
  isViolation,
}: VerifyReport['findings'][number]): TestCase {
  const text = escape(
    [cause, remedy, ...(location ? [locationText(location)] : [])].join('\n'),
  );
  return {
    className: `findings.${code}`,
    name: title,
    result: isViolation ? 'failed' : 'passed',
    body: isViolation
      ? `<failure type="${escape(code)}" message="${escape(
          title,
        )}">${text}</failure>`
      : `<system-out>${text}</system-out>`,
  };
}

function suite(name: string, cases: readonly TestCase[]): string {
  const count = (result: TestCase['result']) =>
    cases.filter(test => test.result === result).length;
  return [
    `  <testsuite name="${escape(name)}" tests="${
      cases.length
    }" failures="${count('failed')}" skipped="${count('skipped')}" errors="0">`,
    ...cases.map(
      test =>
        `    <testcase classname="${escape(test.className)}" name="${escape(
          test.name,
        )}">${test.body}</testcase>`,
    ),
    '  </testsuite>',
  ].join('\n');
}

/** The report as JUnit XML: a test for each row of the contract, and one for each finding. */
export function junit(report: VerifyReport): string {
  const rows = report.rows.map(rowCase);
  const findings = report.findings.map(findingCase);
  const all = [...rows, ...findings];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="matrix-network verify" tests="${all.length}" failures="${
      all.filter(({ result }) => result === 'failed').length
    }">`,
    suite(`Connectivity contract of ${report.matrixCluster}`, rows),
    suite(`Policies of ${report.matrixCluster}`, findings),
    '</testsuites>',
    '',
  ].join('\n');
}
