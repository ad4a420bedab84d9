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

import { PolicyEdit } from '@matrix-network/backstage-plugin-matrix-network-common';
import { DataColumn, DataTable } from '../Layout';
import { RelativeTime } from '../Status';
import { toYaml } from '../../model';

const preStyle = {
  margin: 0,
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
  fontSize: '0.8125rem',
} as const;

const columns: DataColumn<PolicyEdit>[] = [
  {
    title: 'Field',
    isRowHeader: true,
    render: edit => <code>{edit.path}</code>,
  },
  { title: 'The stack says', render: edit => <Value value={edit.expected} /> },
  { title: 'The cluster has', render: edit => <Value value={edit.actual} /> },
  {
    title: 'Last written by',
    render: edit => (
      <>
        {edit.manager ?? 'unknown'}
        {edit.time && (
          <>
            , <RelativeTime at={edit.time} />
          </>
        )}
      </>
    ),
  },
];

/** Fields of a policy that differ from the stack: expected, actual, who and when. */
export function PolicyEdits(props: { edits: readonly PolicyEdit[] }) {
  return (
    <DataTable
      label="Edited fields"
      columns={columns}
      rows={props.edits}
      rowKey={edit => edit.path}
    />
  );
}

function Value(props: { value: unknown }) {
  if (props.value === undefined) {
    return <em>nothing</em>;
  }
  return <pre style={preStyle}>{toYaml(props.value)}</pre>;
}
