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
  Operation,
  OperationResult,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { useOperations } from '../../hooks';
import {
  durationText,
  operationKindWords,
  operationStatusWords,
  probesState,
} from '../../model';
import { DataColumn, DataTable, RowButton, Section } from '../Layout';
import { LoadError, Loading, RefreshError } from '../States';
import { RelativeTime, StatusLabel } from '../Status';

/** Operations shown before older ones are only counted. */
const maxShown = 10;

/** What was applied lately, by whom, and what came of it. */
export function OperationsSection(props: {
  matrixCluster: string;
  onOpen: (id: string) => void;
}) {
  const { matrixCluster, onOpen } = props;
  const { value, loading, error, refreshing, retry } =
    useOperations(matrixCluster);
  return (
    <Section title="Operations">
      {loading && <Loading what="operations" rows={1} />}
      {!value && error && (
        <LoadError
          what="the operations"
          error={error}
          onRetry={retry}
          retrying={refreshing}
        />
      )}
      {value && (
        <RefreshError what="The operations" error={error} onRetry={retry} />
      )}
      {value && value.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          Nothing was applied from this portal yet.
        </Typography>
      )}
      {value && value.length > 0 && (
        <DataTable
          label="Operations"
          columns={columnsOf(onOpen)}
          rows={value.slice(0, maxShown)}
          rowKey={operation => operation.id}
        />
      )}
      {value && value.length > maxShown && (
        <Typography variant="caption" color="textSecondary">
          and {value.length - maxShown} older ones
        </Typography>
      )}
    </Section>
  );
}

function columnsOf(onOpen: (id: string) => void): DataColumn<Operation>[] {
  return [
    {
      title: 'State',
      noWrap: true,
      render: operation => (
        <StatusLabel state={operationStatusWords[operation.status]} />
      ),
    },
    {
      title: 'Operation',
      isRowHeader: true,
      render: operation => operationKindWords[operation.kind],
    },
    {
      title: 'Requested',
      render: operation => (
        <>
          <RelativeTime at={operation.createdAt} /> by {operation.requestedBy}
        </>
      ),
    },
    {
      title: 'Took',
      noWrap: true,
      render: operation =>
        (operation.startedAt &&
          operation.finishedAt &&
          durationText(operation.startedAt, operation.finishedAt)) ||
        '–',
    },
    { title: 'Result', render: operation => resultText(operation) },
    {
      title: 'Log',
      render: operation => (
        <RowButton
          label={`Show log of operation ${operation.id}`}
          onClick={() => onOpen(operation.id)}
        >
          Show log
        </RowButton>
      ),
    },
  ];
}

function resultText(operation: Operation): string {
  if (operation.error) {
    return operation.error;
  }
  if (operation.probes) {
    return probesState(operation.probes).word;
  }
  if (!operation.result) {
    return '–';
  }
  return appliedText(operation.kind, operation.result);
}

function appliedText(
  kind: Operation['kind'],
  { created, changed, unchanged, conflicts, removed, kept }: OperationResult,
): string {
  const parts =
    kind === 'uninstall'
      ? []
      : [`${created} created, ${changed} changed, ${unchanged} unchanged`];
  if (conflicts.length) {
    parts.push(`${conflicts.length} conflicts`);
  }
  if (removed !== undefined) {
    parts.push(`${removed} removed`);
  }
  if (kept?.length) {
    parts.push(`${kept.length} kept`);
  }
  return parts.join(', ') || '–';
}
