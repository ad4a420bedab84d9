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

import { ContractRowHealth } from '@matrix-network/backstage-plugin-matrix-network-common';
import { contractOutcomeWord } from '../../model';
import { DataColumn, DataTable } from '../Layout';
import { StatusLabel } from '../Status';
import { ContractRowDetails } from './ContractRowDetails';
import { endsOf, portsOf, shortEnds, shortPorts } from './rowText';

type Row = ContractRowHealth;

const outcome: DataColumn<Row> = {
  title: 'Verdict',
  width: 200,
  render: row => <StatusLabel state={contractOutcomeWord(row)} />,
};
const id: DataColumn<Row> = {
  title: 'Flow',
  width: 72,
  noWrap: true,
  isRowHeader: true,
  render: row => row.row,
};
const source: DataColumn<Row> = {
  title: 'From',
  width: 'auto',
  render: row => shortEnds(endsOf(row, 'sources')),
};
const destination: DataColumn<Row> = {
  title: 'To',
  width: 'auto',
  render: row => shortEnds(endsOf(row, 'destinations')),
};
const ports: DataColumn<Row> = {
  title: 'Ports',
  width: 190,
  render: row => shortPorts(portsOf(row)),
};

const columnsBySides = {
  both: [outcome, id, source, destination, ports],
  source: [outcome, id, source, ports],
  destination: [outcome, id, destination, ports],
};

/**
 * Rows of the contract with their verdicts. A violated row names the ends whose
 * flows are against it; opened, every row says all of it and what decides it.
 */
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
      details={{
        label: row => `What decides ${row.row}`,
        render: row => <ContractRowDetails row={row} />,
      }}
    />
  );
}
