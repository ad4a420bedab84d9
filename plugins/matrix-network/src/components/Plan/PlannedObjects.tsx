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

import { StackPlan } from '@matrix-network/backstage-plugin-matrix-network-common';
import { StateWord } from '../../model';
import { DataColumn, DataTable, Disclosure } from '../Layout';
import { PlannedValue } from './PlannedValue';
import { PlanState } from './PlanState';
import { objectCount, PlannedAs, plannedAs } from './planText';

/** A list no longer than this is open from the start. */
const shortList = 8;

/** What would be created, changed, refused and can't be told, object by object. */
export function PlannedObjects(props: { plan: StackPlan }) {
  const { plan } = props;
  return (
    <>
      <Objects
        title="refused by the server"
        tone="bad"
        objects={plannedAs(plan, 'refused')}
        note={({ plan: { reason } }) => reason}
      />
      <Objects
        title="undecided"
        tone="warning"
        objects={plannedAs(plan, 'undecided')}
        note={({ plan: { reason } }) => reason}
      />
      <Objects
        title="to know more about"
        tone="warning"
        objects={plan.objects.filter(({ note }) => note !== undefined)}
        note={({ note }) => note}
      />
      <ChangedObjects objects={plannedAs(plan, 'change')} />
      <Objects
        title="to create"
        tone="neutral"
        objects={plannedAs(plan, 'create')}
        note={({ plan: { offline } }) =>
          offline && `planned offline: ${offline}`
        }
      />
    </>
  );
}

function Objects<T extends { object: string }>(props: {
  title: string;
  tone: StateWord['tone'];
  objects: readonly T[];
  note: (object: T) => string | undefined;
}) {
  const { title, tone, objects, note } = props;
  if (!objects.length) {
    return null;
  }
  return (
    <Disclosure
      summary={
        <PlanState
          state={{ tone, word: `${objectCount(objects.length)} ${title}` }}
        />
      }
      defaultOpen={objects.length <= shortList}
    >
      <ul
        aria-label={`Objects ${title}`}
        style={{ margin: 0, paddingLeft: 20 }}
      >
        {objects.map(object => {
          const text = note(object);
          return (
            <li key={object.object} style={{ overflowWrap: 'anywhere' }}>
              <code>{object.object}</code>
              {text && ` (${text})`}
            </li>
          );
        })}
      </ul>
    </Disclosure>
  );
}

/** A field of an object that would change; without one only its owner does. */
interface ChangedField {
  object: string;
  field?: string;
  before?: string;
  after?: string;
  /** Fields that were left out of the list. */
  more?: number;
}

const columns: DataColumn<ChangedField>[] = [
  {
    title: 'Object and field',
    width: '36%',
    isRowHeader: true,
    render: row => (
      <>
        {row.object}
        <br />
        <FieldName row={row} />
      </>
    ),
  },
  {
    title: 'Now',
    width: 'auto',
    render: row => <FieldValue row={row} value={row.before} />,
  },
  {
    title: 'Then',
    width: 'auto',
    render: row => <FieldValue row={row} value={row.after} />,
  },
];

function ChangedObjects(props: { objects: readonly PlannedAs<'change'>[] }) {
  const { objects } = props;
  if (!objects.length) {
    return null;
  }
  return (
    <Disclosure
      summary={`${objectCount(objects.length)} to change`}
      defaultOpen={objects.length <= shortList}
    >
      <DataTable
        label="Objects to change"
        columns={columns}
        rows={objects.flatMap(changedFields)}
        rowKey={row => `${row.object} ${row.field ?? row.more}`}
      />
    </Disclosure>
  );
}

function changedFields({
  object,
  plan,
}: PlannedAs<'change'>): readonly ChangedField[] {
  const { fields, moreFields } = plan;
  if (fields.length + moreFields === 0) {
    return [{ object }];
  }
  return [
    ...fields.map(change => ({ object, ...change })),
    ...(moreFields > 0 ? [{ object, more: moreFields }] : []),
  ];
}

function FieldName(props: { row: ChangedField }) {
  const { field, more } = props.row;
  if (field !== undefined) {
    return <code style={{ overflowWrap: 'anywhere' }}>{field}</code>;
  }
  return (
    <em>
      {more
        ? `and ${more} more ${more === 1 ? 'field' : 'fields'}`
        : 'only who owns its fields'}
    </em>
  );
}

function FieldValue(props: { row: ChangedField; value?: string }) {
  if (props.row.field === undefined) {
    return null;
  }
  const { before, after } = props.row;
  return (
    <>
      <PlannedValue value={props.value} />
      {before !== undefined && before === after && (
        <em>What differs comes after this.</em>
      )}
    </>
  );
}
