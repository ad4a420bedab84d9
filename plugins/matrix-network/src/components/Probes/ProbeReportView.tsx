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

import Typography from '@material-ui/core/Typography';
import {
  ProbeReport,
  ProbeResult,
  SkippedFlow,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { durationText, probesState } from '../../model';
import { DataColumn, DataTable, Disclosure } from '../Layout';
import { RelativeTime, StatusLabel } from '../Status';
import { ProbeResultsTable } from './ProbeResultsTable';

const skippedColumns: DataColumn<SkippedFlow>[] = [
  { title: 'From', width: 'auto', render: ({ source }) => source },
  { title: 'To', width: 'auto', render: ({ destination }) => destination },
  { title: 'Rows', width: 110, render: ({ rows }) => rows.join(', ') || '–' },
  { title: 'Why not', width: 'auto', render: ({ why }) => why },
];

/** What one run of probes came to: counts, results, and what was not tried. */
export function ProbeReportView(props: { report: ProbeReport }) {
  const { report } = props;
  const { results, skipped, startedAt, finishedAt } = report;
  const of = (wanted: ProbeResult['agreement']) =>
    results.filter(({ agreement }) => agreement === wanted);
  const differing = of('differs');
  const took = durationText(startedAt, finishedAt);
  return (
    <>
      <Typography variant="body2" component="p">
        <StatusLabel state={probesState(report)} /> of {results.length}{' '}
        {results.length === 1 ? 'flow' : 'flows'}, probed{' '}
        <RelativeTime at={finishedAt} />
        {took ? ` in ${took}` : ''}.
      </Typography>
      {differing.length > 0 && (
        <ProbeResultsTable label="Probes that differ" results={differing} />
      )}
      <Results
        label="Probes that prove nothing"
        results={of('inconclusive')}
        summary={count =>
          `${count} ${count === 1 ? 'probe proves' : 'probes prove'} nothing`
        }
        nothingBefore={differing.length === 0}
      />
      <Results
        label="Probes that agree"
        results={of('agrees')}
        summary={count =>
          `${count} ${
            count === 1 ? 'flow does' : 'flows do'
          } what the policies say`
        }
        nothingBefore={differing.length === 0}
      />
      {skipped.length > 0 && (
        <Disclosure
          summary={`${skipped.length} ${
            skipped.length === 1 ? 'flow was' : 'flows were'
          } not tried`}
        >
          <DataTable
            label="Flows that were not tried"
            columns={skippedColumns}
            rows={skipped}
            rowKey={({ source, destination, why, rows }) =>
              [source, destination, why, ...rows].join('|')
            }
          />
        </Disclosure>
      )}
    </>
  );
}

/** A list this short needs no click where it is all there is to see. */
const shortList = 15;

function Results(props: {
  label: string;
  results: readonly ProbeResult[];
  summary: (count: number) => string;
  nothingBefore: boolean;
}) {
  const { label, results, summary, nothingBefore } = props;
  return results.length > 0 ? (
    <Disclosure
      defaultOpen={nothingBefore && results.length <= shortList}
      summary={summary(results.length)}
    >
      <ProbeResultsTable label={label} results={results} />
    </Disclosure>
  ) : null;
}
