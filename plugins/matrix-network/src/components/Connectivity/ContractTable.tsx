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
import { ContractRowHealth } from '@matrix-network/backstage-plugin-matrix-network-common';
import { contractOutcomeWord } from '../../model';
import { DataColumn, DataTable } from '../Layout';
import { StatusLabel } from '../Status';

type Row = ContractRowHealth;

const outcome: DataColumn<Row> = {
  title: 'Verdict',
  render: row => <StatusLabel state={contractOutcomeWord(row)} />,
};
const source: DataColumn<Row> = {
  title: 'From',
  render: row => row.source,
};
const destination: DataColumn<Row> = {
  title: 'To',
  render: row => row.destination,
};
const rest: DataColumn<Row>[] = [
  { title: 'Ports', noWrap: true, render: row => row.ports },
  {
    title: 'Why, and what decides it',
    render: row => (
      <>
        <Typography variant="body2">{row.why}</Typography>
        <Typography variant="body2" color="textSecondary">
          {row.explanation}
        </Typography>
      </>
    ),
  },
  {
    title: 'Carried by',
    render: row => row.policies.join(', ') || '–',
  },
];
const id: DataColumn<Row> = {
  title: 'Flow',
  noWrap: true,
  isRowHeader: true,
  render: row => row.row,
};

const columnsBySides = {
  both: [outcome, id, source, destination, ...rest],
  source: [outcome, id, source, ...rest],
  destination: [outcome, id, destination, ...rest],
};

/** Rows of the contract with their verdicts. */
export function ContractTable(props: {
  rows: readonly Row[];
  label: string;
  /** Which ends to show; on a service's page one of them is the service itself. */
  sides: keyof typeof columnsBySides;
}) {
  return (
    <DataTable
      label={props.label}
      columns={columnsBySides[props.sides]}
      rows={props.rows}
      rowKey={row => row.row}
    />
  );
}
