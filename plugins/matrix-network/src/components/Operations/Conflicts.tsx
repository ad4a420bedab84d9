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

import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import Typography from '@material-ui/core/Typography';
import {
  ApplyConflict,
  matrixNetworkApplyPermission,
  Operation,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { useState } from 'react';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { matrixNetworkApiRef } from '../../api';
import { DataColumn, DataTable } from '../Layout';
import { errorMessage } from '../States';
import { Banner } from '../Status';

/** Fields of one object that other managers own. */
interface ConflictedObject {
  object: string;
  fields: readonly string[];
  managers: readonly string[];
}

/** Objects with fields that another manager owns: nothing was forced. The user may choose to. */
export function Conflicts(props: {
  matrixCluster: string;
  conflicts: readonly ApplyConflict[];
  onStarted: (operation: Operation) => void;
}) {
  const { matrixCluster, onStarted } = props;
  const api = useApi(matrixNetworkApiRef);
  const { allowed } = usePermission({
    permission: matrixNetworkApplyPermission,
  });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [start, takeOver] = useAsyncFn(async () => {
    onStarted(await api.startApply(matrixCluster, { force: [...chosen] }));
  }, [api, matrixCluster, chosen, onStarted]);
  return (
    <>
      <Typography variant="subtitle2" component="h3" style={{ marginTop: 16 }}>
        Left alone, since another manager owns fields
      </Typography>
      <DataTable
        label="Conflicts"
        columns={columnsOf(allowed ? { chosen, onChoose: setChosen } : {})}
        rows={byObject(props.conflicts)}
        rowKey={row => row.object}
      />
      {allowed && (
        <>
          <Typography variant="body2" style={{ margin: '8px 0' }}>
            What you take over gets the stack&apos;s values, and its fields are
            no longer the other manager&apos;s. A tool that still manages them
            will set them back.
          </Typography>
          <Button
            variant="outlined"
            color="primary"
            disabled={chosen.length === 0 || start.loading}
            onClick={takeOver}
          >
            {chosen.length === 0
              ? 'Take over'
              : `Take over ${chosen.length} and apply`}
          </Button>
        </>
      )}
      {start.error && (
        <Banner tone="bad" title="It could not be started">
          {errorMessage(start.error)}
        </Banner>
      )}
    </>
  );
}

function byObject(conflicts: readonly ApplyConflict[]): ConflictedObject[] {
  return [...new Set(conflicts.map(({ object }) => object))].map(object => {
    const own = conflicts.filter(conflict => conflict.object === object);
    return {
      object,
      fields: [...new Set(own.map(({ field }) => field))],
      managers: [...new Set(own.map(({ manager }) => manager))],
    };
  });
}

function columnsOf(choice: {
  chosen?: readonly string[];
  onChoose?: (objects: readonly string[]) => void;
}): DataColumn<ConflictedObject>[] {
  const { chosen, onChoose } = choice;
  const take: DataColumn<ConflictedObject>[] =
    chosen && onChoose
      ? [
          {
            title: 'Take over',
            render: ({ object }) => (
              <Checkbox
                size="small"
                color="primary"
                style={{ padding: 2 }}
                inputProps={{ 'aria-label': `Take over ${object}` }}
                checked={chosen.includes(object)}
                onChange={(_, checked) =>
                  onChoose(
                    checked
                      ? [...chosen, object]
                      : chosen.filter(other => other !== object),
                  )
                }
              />
            ),
          },
        ]
      : [];
  return [
    ...take,
    { title: 'Object', isRowHeader: true, render: row => row.object },
    {
      title: 'Fields',
      render: row =>
        row.fields.map(field => (
          <div key={field}>
            <code>{field}</code>
          </div>
        )),
    },
    { title: 'Owned by', render: row => row.managers.join(', ') },
  ];
}
