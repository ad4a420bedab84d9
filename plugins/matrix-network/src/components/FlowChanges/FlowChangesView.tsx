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
import { makeStyles } from '@material-ui/core/styles';
import {
  ContractRowChange,
  FlowChange,
  FlowChanges,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { useState } from 'react';
import {
  flowChangesState,
  hasChanges,
  isAgainstContract,
  rowOutcome,
} from '../../model';
import { shortEnds, shortPorts } from '../Connectivity/rowText';
import { DataColumn, DataTable, Disclosure, Facts } from '../Layout';
import { Banner, StatusLabel } from '../Status';

const useStyles = makeStyles(theme => ({
  part: { marginTop: theme.spacing(2) },
}));

/** Flows of a list that are in sight before the rest is counted. */
const maxShown = 12;

/** What another set of policies opens, closes, breaks and mends. Nothing is applied by looking. */
export function FlowChangesView(props: {
  changes: FlowChanges;
  /** The phrase that sums them up is read out when it changes; the lists never are. */
  announced?: boolean;
}) {
  const { changes, announced = false } = props;
  if (changes.notJudgeable !== undefined) {
    return <NotJudgeable why={changes.notJudgeable} />;
  }
  return (
    <>
      <Typography
        variant="body2"
        component="p"
        role={announced ? 'status' : undefined}
      >
        <StatusLabel state={flowChangesState(changes)} />
      </Typography>
      <FlowChangeLists changes={changes} />
    </>
  );
}

/** The same with the lists one click away, for where something else is the matter. */
export function FoldedFlowChanges(props: { changes: FlowChanges }) {
  const { changes } = props;
  const { notJudgeable } = changes;
  const summary = <StatusLabel state={flowChangesState(changes)} />;
  if (notJudgeable !== undefined) {
    return <NotJudgeable why={notJudgeable} />;
  }
  return hasChanges(changes) ? (
    <Disclosure summary={summary}>
      <FlowChangeLists changes={changes} />
    </Disclosure>
  ) : (
    summary
  );
}

function NotJudgeable(props: { why: string }) {
  return (
    <Banner tone="neutral" title="What it changes cannot be judged">
      {props.why}
    </Banner>
  );
}

/** Rows of the contract and flows that change, without the phrase that sums them up. */
export function FlowChangeLists(props: { changes: FlowChanges }) {
  const { opened, closed, rows, truncated } = props.changes;
  const wronglyOpened = opened.filter(isAgainstContract);
  const wronglyClosed = closed.filter(isAgainstContract);
  return (
    <>
      {truncated && (
        <Typography variant="body2" color="textSecondary" component="p">
          There are more flows than were looked through: the lists are not
          complete.
        </Typography>
      )}
      <RowChanges rows={rows} />
      <FlowList
        that="open against the contract"
        alarming
        flows={wronglyOpened}
      />
      <FlowList
        that="close against the contract"
        alarming
        flows={wronglyClosed}
      />
      <FlowList
        that={wronglyOpened.length > 0 ? 'open besides' : 'open'}
        flows={opened.filter(change => !isAgainstContract(change))}
      />
      <FlowList
        that={wronglyClosed.length > 0 ? 'close besides' : 'close'}
        flows={closed.filter(change => !isAgainstContract(change))}
      />
    </>
  );
}

const rowColumns: DataColumn<ContractRowChange>[] = [
  {
    title: 'Row',
    width: 64,
    isRowHeader: true,
    render: ({ row }) => row,
  },
  {
    title: 'Flow',
    width: 'auto',
    render: ({ source, destination, ports }) =>
      `${shortEnds(source.split(', '))} → ${shortEnds(
        destination.split(', '),
      )}, ${ports === 'any' ? 'any port' : shortPorts(ports)}`,
  },
  {
    title: 'Now',
    width: 150,
    render: row => <StatusLabel state={rowOutcome(row, 'before')} />,
  },
  {
    title: 'Then',
    width: 150,
    render: row => <StatusLabel state={rowOutcome(row, 'after')} />,
  },
];

function RowChanges(props: { rows: readonly ContractRowChange[] }) {
  const classes = useStyles();
  const rows = [...props.rows].sort(
    (a, b) => Number(b.after === 'violated') - Number(a.after === 'violated'),
  );
  if (!rows.length) {
    return null;
  }
  return (
    <div className={classes.part}>
      <Typography variant="subtitle2" component="h3">
        Rows of the contract that change
      </Typography>
      <DataTable
        label="Rows of the contract that change"
        columns={rowColumns}
        rows={rows}
        rowKey={row => row.row}
        details={{
          label: row => `Why ${row.row} changes`,
          render: row => <RowChangeDetails row={row} />,
        }}
      />
    </div>
  );
}

function RowChangeDetails(props: { row: ContractRowChange }) {
  const { explanation, source, destination, ports } = props.row;
  return (
    <>
      <Typography variant="body2" component="p" gutterBottom>
        {explanation}
      </Typography>
      <Facts
        facts={[
          { name: 'From', value: source },
          { name: 'To', value: destination },
          { name: 'Ports', value: ports },
        ]}
      />
    </>
  );
}

const flowColumns: DataColumn<FlowChange>[] = [
  {
    title: 'From',
    width: 'auto',
    isRowHeader: true,
    render: flow => flow.source,
  },
  { title: 'To', width: 'auto', render: flow => flow.destination },
  { title: 'Ports', width: 'auto', render: flow => flow.ports },
];

const alarmingColumns: DataColumn<FlowChange>[] = [
  ...flowColumns,
  {
    title: 'Rows',
    width: 96,
    render: ({ against = [] }) => against.join(', '),
  },
];

const flowKey = ({ source, destination }: FlowChange) =>
  `${source} ${destination}`;

function FlowList(props: {
  /** What they do: "open against the contract". */
  that: string;
  alarming?: boolean;
  flows: readonly FlowChange[];
}) {
  const classes = useStyles();
  const { that, alarming, flows } = props;
  const [all, setAll] = useState(false);
  if (!flows.length) {
    return null;
  }
  const shown = all ? flows : flows.slice(0, maxShown);
  const label = `Flows that ${that}`;
  const heading = `${label} (${flows.length})`;
  return (
    <div className={classes.part}>
      <Typography variant="subtitle2" component="h3">
        {alarming ? (
          <StatusLabel state={{ word: heading, tone: 'bad' }} />
        ) : (
          heading
        )}
      </Typography>
      <DataTable
        label={label}
        columns={alarming ? alarmingColumns : flowColumns}
        minWidth={420}
        rows={shown}
        rowKey={flowKey}
      />
      {shown.length < flows.length && (
        <Button size="small" onClick={() => setAll(true)}>
          Show {flows.length - shown.length} more
        </Button>
      )}
    </div>
  );
}
