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
import { ApplyConflict } from '@matrix-network/backstage-plugin-matrix-network-common';
import { DataColumn, DataTable } from '../Layout';

const columns: DataColumn<ApplyConflict>[] = [
  { title: 'Object', isRowHeader: true, render: row => row.object },
  { title: 'Field', render: row => <code>{row.field}</code> },
  { title: 'Owned by', render: row => row.manager },
];

/** Fields that another manager owns: nothing was forced. */
export function ConflictTable(props: { conflicts: readonly ApplyConflict[] }) {
  return (
    <>
      <Typography variant="subtitle2" component="h3" style={{ marginTop: 16 }}>
        Left alone, since another manager owns the field
      </Typography>
      <DataTable
        label="Conflicts"
        columns={columns}
        rows={props.conflicts}
        rowKey={row => `${row.object}|${row.field}`}
      />
    </>
  );
}
