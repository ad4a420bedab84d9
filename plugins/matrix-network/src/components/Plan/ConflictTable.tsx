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

import Checkbox from '@material-ui/core/Checkbox';
import Typography from '@material-ui/core/Typography';
import { ApplyConflict } from '@matrix-network/backstage-plugin-matrix-network-common';
import { DataColumn, DataTable } from '../Layout';

/** Fields of one object that are in sight before the rest is counted. */
const maxFields = 12;

/** Which objects are to be taken over. */
export interface ObjectChoice {
  chosen: readonly string[];
  onChoose: (objects: readonly string[]) => void;
}

/** Fields of one object that other managers own. */
interface ConflictedObject {
  object: string;
  /** With its owner, where the object has several. */
  fields: readonly { name: string; owner?: string }[];
  managers: readonly string[];
}

/** Objects with fields of other managers; with a choice, each can be taken over. */
export function ConflictTable(props: {
  conflicts: readonly ApplyConflict[];
  choice?: ObjectChoice;
}) {
  return (
    <DataTable
      label="Conflicts"
      columns={columnsOf(props.choice)}
      rows={byObject(props.conflicts)}
      rowKey={row => row.object}
    />
  );
}

/** What it means to take an object over. */
export function TakeOverNote() {
  return (
    <Typography variant="body2" style={{ margin: '8px 0' }}>
      What you take over gets the stack&apos;s values, and its fields are no
      longer the other manager&apos;s. A tool that still manages them will set
      them back.
    </Typography>
  );
}

/** The list with an object put in or taken out. */
export function choose(
  { chosen }: Pick<ObjectChoice, 'chosen'>,
  object: string,
  checked: boolean,
): string[] {
  const others = chosen.filter(other => other !== object);
  return checked ? [...others, object] : others;
}

function byObject(conflicts: readonly ApplyConflict[]): ConflictedObject[] {
  return [...new Set(conflicts.map(({ object }) => object))].map(object => {
    const own = conflicts.filter(conflict => conflict.object === object);
    const managers = [...new Set(own.map(({ manager }) => manager))];
    return {
      object,
      fields: own.map(({ field, manager }) => ({
        // Kubernetes names them with a dot in front, everything else here without.
        name: field.replace(/^\./, ''),
        ...(managers.length > 1 && { owner: manager }),
      })),
      managers,
    };
  });
}

function Fields(props: { fields: ConflictedObject['fields'] }) {
  const { fields } = props;
  const more = fields.length - maxFields;
  return (
    <>
      {fields.slice(0, maxFields).map(({ name, owner }) => (
        <div key={`${name} ${owner}`}>
          <code style={{ overflowWrap: 'anywhere' }}>{name}</code>
          {owner && ` of ${owner}`}
        </div>
      ))}
      {more > 0 && (
        <em>
          and {more} more {more === 1 ? 'field' : 'fields'}
        </em>
      )}
    </>
  );
}

function columnsOf(choice?: ObjectChoice): DataColumn<ConflictedObject>[] {
  return [
    ...(choice ? [takeOverColumn(choice)] : []),
    { title: 'Object', isRowHeader: true, render: row => row.object },
    {
      title: 'Fields',
      render: row => <Fields fields={row.fields} />,
    },
    { title: 'Owned by', render: row => row.managers.join(', ') },
  ];
}

function takeOverColumn(choice: ObjectChoice): DataColumn<ConflictedObject> {
  return {
    title: 'Take over',
    render: ({ object }) => (
      <Checkbox
        size="small"
        color="primary"
        style={{ padding: 2 }}
        inputProps={{ 'aria-label': `Take over ${object}` }}
        checked={choice.chosen.includes(object)}
        onChange={(_, checked) =>
          choice.onChoose(choose(choice, object, checked))
        }
      />
    ),
  };
}
