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
import {
  Connectivity,
  Operation,
  SpecHistoryEntry,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { useId, useState } from 'react';
import { useMayApply, useSpecHistory } from '../../hooks';
import { DataColumn, DataTable, RowButton, Section } from '../Layout';
import { ApplyPlanDialog } from '../Plan';
import { LoadError, Loading, PermissionNote, RefreshError } from '../States';
import { RelativeTime, StatusLabel } from '../Status';
import { CompareDialog, SpecDialog } from './SpecDialog';

/** Specs shown before older ones are asked for. */
const maxShown = 10;

/** What is looked at, of which stored spec. */
interface Opened {
  what: 'show' | 'compare' | 'rollBack';
  entry: SpecHistoryEntry;
}

/** Every spec that was stored, by whom and when; each can be read, compared and gone back to. */
export function HistorySection(props: {
  matrixCluster: string;
  /** Pods and policies of the last poll; undefined while they are read. */
  connectivity?: Connectivity;
  onStarted: (operation: Operation) => void;
}) {
  const { matrixCluster, connectivity, onStarted } = props;
  const { value, loading, error, refreshing, retry } =
    useSpecHistory(matrixCluster);
  const [opened, setOpened] = useState<Opened>();
  const close = () => setOpened(undefined);
  return (
    <Section title="History">
      {loading && <Loading what="the history" rows={1} />}
      {!value && error && (
        <LoadError
          what="the history"
          error={error}
          onRetry={retry}
          retrying={refreshing}
        />
      )}
      {value && (
        <RefreshError what="The history" error={error} onRetry={retry} />
      )}
      {value && <History entries={value} onOpen={setOpened} />}
      {opened?.what === 'show' && (
        <SpecDialog entry={opened.entry} onClose={close} />
      )}
      {opened?.what === 'compare' && value && (
        <CompareDialog
          entry={opened.entry}
          current={value.find(({ current }) => current) ?? opened.entry}
          onClose={close}
        />
      )}
      {opened?.what === 'rollBack' && (
        <ApplyPlanDialog
          matrixCluster={matrixCluster}
          title={`Roll ${matrixCluster} back to spec ${opened.entry.id}?`}
          verb="Roll back"
          specId={opened.entry.id}
          spec={opened.entry.spec}
          connectivity={connectivity}
          onClose={close}
          onStarted={operation => {
            close();
            retry();
            onStarted(operation);
          }}
        >
          Spec {opened.entry.id} becomes the current one again, as a new entry,
          and its stack is applied. Nothing is taken over from another manager
          and nothing is deleted, unless you say so below.
        </ApplyPlanDialog>
      )}
    </Section>
  );
}

function History(props: {
  entries: readonly SpecHistoryEntry[];
  onOpen: (opened: Opened) => void;
}) {
  const { entries, onOpen } = props;
  const [all, setAll] = useState(false);
  const whyId = useId();
  const { allowed, forbidden } = useMayApply();
  if (!entries.length) {
    return (
      <Typography variant="body2" color="textSecondary">
        No spec was stored from this portal: it comes from config.
      </Typography>
    );
  }
  const hasOlder = entries.some(({ current }) => !current);
  const shown = all ? entries : entries.slice(0, maxShown);
  return (
    <>
      <DataTable
        label="Stored specs"
        columns={columnsOf(onOpen, {
          disabled: !allowed,
          describedBy: forbidden ? whyId : undefined,
        })}
        rows={shown}
        rowKey={({ id }) => String(id)}
      />
      {forbidden && hasOlder && (
        <PermissionNote id={whyId} what="To roll back" />
      )}
      {shown.length < entries.length && (
        <Button size="small" onClick={() => setAll(true)}>
          Show {entries.length - shown.length} more
        </Button>
      )}
    </>
  );
}

/** Where a stored spec stands: what is stored last need not be what is on the cluster. */
function EntryState(props: { entry: SpecHistoryEntry }) {
  const { current, inForce } = props.entry;
  if (!current && !inForce) {
    return <>–</>;
  }
  return (
    <>
      {current && <div>Current</div>}
      {inForce && <StatusLabel state={{ word: 'In force', tone: 'good' }} />}
    </>
  );
}

/** Whether it can be rolled back, and where it is said why not. */
interface RollBackState {
  disabled: boolean;
  describedBy?: string;
}

function columnsOf(
  onOpen: (opened: Opened) => void,
  rollBack: RollBackState,
): DataColumn<SpecHistoryEntry>[] {
  return [
    { title: 'Spec', isRowHeader: true, noWrap: true, render: ({ id }) => id },
    {
      title: 'State',
      noWrap: true,
      render: entry => <EntryState entry={entry} />,
    },
    {
      title: 'Stored',
      render: ({ createdAt, createdBy }) => (
        <>
          <RelativeTime at={createdAt} /> by {createdBy}
        </>
      ),
    },
    {
      title: 'First applied',
      render: ({ appliedAt }) =>
        appliedAt ? <RelativeTime at={appliedAt} /> : 'not yet',
    },
    {
      title: 'What to do',
      render: entry => (
        <EntryActions entry={entry} onOpen={onOpen} rollBack={rollBack} />
      ),
    },
  ];
}

function EntryActions(props: {
  entry: SpecHistoryEntry;
  onOpen: (opened: Opened) => void;
  rollBack: RollBackState;
}) {
  const { entry, onOpen, rollBack } = props;
  return (
    <>
      <RowButton
        label={`Show spec ${entry.id}`}
        onClick={() => onOpen({ what: 'show', entry })}
      >
        Show
      </RowButton>
      {!entry.current && (
        <>
          <RowButton
            label={`Compare spec ${entry.id} with the current one`}
            onClick={() => onOpen({ what: 'compare', entry })}
          >
            Compare
          </RowButton>
          <RowButton
            label={`Roll back to spec ${entry.id}`}
            {...rollBack}
            onClick={() => onOpen({ what: 'rollBack', entry })}
          >
            Roll back
          </RowButton>
        </>
      )}
    </>
  );
}
