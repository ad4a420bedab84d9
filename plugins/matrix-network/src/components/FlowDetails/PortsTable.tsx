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
  ConnectivityCell,
  ConnectivityPort,
  NetworkSnapshot,
  ProbeReport,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { useNow } from '../../hooks';
import {
  cellKindWords,
  expectationWords,
  kindOfCell,
  kindOfPort,
  portText,
  probeOfPort,
  probeState,
  relativeTime,
} from '../../model';
import { DataColumn, DataTable } from '../Layout';
import { StatusLabel } from '../Status';
import { PortDetails } from './PortDetails';

/** Ports of a cell: what the contract expects, what the policies do, what was proven. */
export function PortsTable(props: {
  cell: ConnectivityCell;
  sourceTitle: string;
  destinationTitle: string;
  network: NetworkSnapshot;
  probes?: ProbeReport;
}) {
  const { cell, probes, ...rest } = props;
  const telling = cell.ports.find(
    port => kindOfPort(port) === kindOfCell(cell),
  );
  return (
    <DataTable
      label="Ports"
      minWidth={500}
      columns={usePortColumns(cell, probes)}
      rows={cell.ports}
      rowKey={port => portText(port)}
      details={{
        label: port => `What decides ${portText(port)}`,
        isOpen: port => port === telling,
        render: port => (
          <PortDetails
            port={port}
            probe={probeOfPort(probes, cell, port)}
            {...rest}
          />
        ),
      }}
    />
  );
}

function usePortColumns(
  cell: ConnectivityCell,
  probes: ProbeReport | undefined,
): DataColumn<ConnectivityPort>[] {
  const now = useNow();
  return [
    {
      title: 'Port',
      width: 120,
      isRowHeader: true,
      render: port => (
        <>
          {portText(port)}
          {port.name && (
            <Typography variant="caption" color="textSecondary" component="div">
              {port.name}
            </Typography>
          )}
        </>
      ),
    },
    {
      title: 'Contract',
      width: 116,
      render: port => (
        <>
          {expectationWords[port.expected]}
          {port.rows.length > 0 && (
            <Typography variant="caption" color="textSecondary" component="div">
              {port.rows.join(', ')}
            </Typography>
          )}
        </>
      ),
    },
    {
      title: 'By the policies',
      width: 'auto',
      render: port => <StatusLabel state={cellKindWords[kindOfPort(port)]} />,
    },
    {
      title: 'Probe',
      width: 132,
      render: port => {
        const result = probeOfPort(probes, cell, port);
        return probes && result ? (
          <StatusLabel
            state={probeState(
              result,
              port,
              relativeTime(probes.finishedAt, now),
            )}
          />
        ) : (
          <span>none yet</span>
        );
      },
    },
  ];
}
