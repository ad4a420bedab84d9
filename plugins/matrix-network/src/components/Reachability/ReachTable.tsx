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

import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { ProbeReport } from '@matrix-network/backstage-plugin-matrix-network-common';
import { FlowEnds, useNow } from '../../hooks';
import {
  byAgreement,
  cellKindWords,
  isOpen,
  kindOfPort,
  portsText,
  probeOfPort,
  probeState,
  ReachedEnd,
  relativeTime,
} from '../../model';
import { EndLink } from '../EntityNetworkLink';
import { DataColumn, DataTable } from '../Layout';
import { StatusLabel } from '../Status';

/** Which end of the flows is told, the other being the service itself. */
export type OtherEnd = 'source' | 'destination';

/** Others at the end of a service's flows, with what the policies and the contract say. */
export function ReachTable(props: {
  label: string;
  reached: readonly ReachedEnd[];
  other: OtherEnd;
  matrixCluster: string;
  probes?: ProbeReport;
  onOpen: (flow: FlowEnds) => void;
}) {
  const { label, reached, other, matrixCluster, probes, onOpen } = props;
  const columns: DataColumn<ReachedEnd>[] = [
    {
      title: 'By the policies',
      width: 212,
      render: row => (
        <>
          <StatusLabel state={cellKindWords[row.kind]} />
          {probes && <Probed reached={row} probes={probes} />}
        </>
      ),
    },
    {
      title: other === 'source' ? 'From' : 'To',
      width: 'auto',
      isRowHeader: true,
      render: ({ end }) => <EndLink matrixCluster={matrixCluster} end={end} />,
    },
    {
      title: 'Ports',
      width: 'auto',
      render: row => (
        <>
          {tellingPorts(row)}
          {row.cell.rows.length > 0 && (
            <Typography variant="caption" color="textSecondary" component="div">
              {row.cell.rows.join(', ')}
            </Typography>
          )}
        </>
      ),
    },
    {
      title: 'Why',
      width: 72,
      render: ({ cell, end }) => (
        <Button
          size="small"
          aria-label={`Why: ${
            other === 'source' ? `from ${end.title}` : `to ${end.title}`
          }`}
          onClick={() => onOpen(cell)}
        >
          Why
        </Button>
      ),
    },
  ];
  return (
    <DataTable
      label={label}
      columns={columns}
      minWidth={480}
      rows={reached}
      rowKey={({ end }) => end.id}
    />
  );
}

/** The ports that make a flow what it is shown as. */
function tellingPorts({ cell, kind }: ReachedEnd): string {
  if (cell.why !== undefined) {
    return cell.why;
  }
  const telling = cell.ports.filter(port =>
    kind === 'allowed' ? isOpen(port) : kindOfPort(port) === kind,
  );
  return portsText(telling);
}

/** What the newest probe of a flow showed. */
function Probed(props: { reached: ReachedEnd; probes: ProbeReport }) {
  const now = useNow();
  const { reached, probes } = props;
  const [newest] = reached.cell.ports
    .flatMap(port => {
      const result = probeOfPort(probes, reached.cell, port);
      return result ? [{ port, result }] : [];
    })
    .sort((a, b) => byAgreement(a.result, b.result));
  return newest ? (
    <Typography variant="caption" component="div">
      <StatusLabel
        state={probeState(
          newest.result,
          newest.port,
          relativeTime(probes.finishedAt, now),
        )}
      />
    </Typography>
  ) : null;
}
