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
import { ProbeResult } from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  agreementWords,
  byAgreement,
  expectationWords,
  probeOutcomeWords,
  verdictWords,
} from '../../model';
import { DataColumn, DataTable, Facts } from '../Layout';
import { StatusLabel } from '../Status';

const columns: DataColumn<ProbeResult>[] = [
  {
    title: 'Result',
    width: 150,
    render: ({ agreement }) => (
      <StatusLabel state={agreementWords[agreement]} />
    ),
  },
  {
    title: 'From',
    width: 'auto',
    isRowHeader: true,
    render: ({ sourceTitle }) => sourceTitle,
  },
  {
    title: 'To',
    width: 'auto',
    render: ({ destinationTitle, protocol, port }) => (
      <>
        {destinationTitle}
        <Typography variant="caption" color="textSecondary" component="div">
          {protocol} {port}
        </Typography>
      </>
    ),
  },
  {
    title: 'Seen',
    width: 150,
    render: ({ outcome }) => probeOutcomeWords[outcome],
  },
  {
    title: 'Policies say',
    width: 110,
    render: ({ verdict }) => verdictWords[verdict.outcome],
  },
];

/** What probes saw beside what the policies say, what differs first. */
export function ProbeResultsTable(props: {
  label: string;
  results: readonly ProbeResult[];
}) {
  return (
    <DataTable
      label={props.label}
      columns={columns}
      rows={[...props.results].sort(byAgreement)}
      rowKey={({ id }) => id}
      details={{
        label: result =>
          `What ${result.sourceTitle} to ${result.destinationTitle}, ${result.protocol} ${result.port} shows`,
        render: result => <ResultDetails result={result} />,
      }}
    />
  );
}

function ResultDetails(props: { result: ProbeResult }) {
  const { result } = props;
  return (
    <>
      <Typography variant="body2" component="p" gutterBottom>
        {result.conclusion}
      </Typography>
      <Facts
        facts={[
          { name: 'Connected to', value: targetText(result) },
          {
            name: 'Contract',
            value: `${expectationWords[result.expected]}${
              result.rows.length > 0 ? ` (${result.rows.join(', ')})` : ''
            }`,
          },
          { name: 'Verdict', value: result.verdict.sentence },
          ...(result.detail
            ? [{ name: 'In its own words', value: result.detail }]
            : []),
        ]}
      />
    </>
  );
}

function targetText({ target, port }: ProbeResult): string {
  switch (target.kind) {
    case 'pod':
      return `pod ${target.namespace}/${target.name}, ${target.address}:${port}`;
    case 'service':
      return `${target.host}:${port}`;
    default:
      return `${target.address}:${port}`;
  }
}
