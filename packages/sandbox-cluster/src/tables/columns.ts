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

import { JsonObject, stringAt } from '../schema/json';
import { Column } from '../store/ServedType';

type Cell = Column['cell'];

export function column(
  name: string,
  cell: Cell,
  options: Partial<Column> = {},
): Column {
  return {
    name,
    type: 'string',
    format: '',
    description: '',
    priority: 0,
    ...options,
    cell,
  };
}

/** A column that shows with `-o wide`. */
export function wide(name: string, cell: Cell): Column {
  return column(name, cell, { priority: 1 });
}

export function count(name: string, cell: Cell): Column {
  return column(name, cell, { type: 'integer' });
}

export const nameColumn = column(
  'Name',
  object => stringAt(object, 'metadata', 'name'),
  { format: 'name' },
);

export const ageColumn = column('Age', (object, now) =>
  ageOf(stringAt(object, 'metadata', 'creationTimestamp'), now),
);

/** The time since `timestamp`, as kubectl prints it: 45s, 3m10s, 2d4h. */
export function ageOf(timestamp: string, now: Date): string {
  const then = Date.parse(timestamp);
  if (Number.isNaN(then)) {
    return '<unknown>';
  }
  return humanDuration((now.getTime() - then) / 1000);
}

export function humanDuration(seconds: number): string {
  const total = Math.max(0, Math.floor(seconds));
  const minutes = Math.floor(total / 60);
  const hours = Math.floor(total / 3600);
  const days = Math.floor(hours / 24);
  const years = Math.floor(days / 365);
  if (total < 60 * 2) {
    return `${total}s`;
  }
  if (minutes < 10) {
    return both(minutes, 'm', total % 60, 's');
  }
  if (minutes < 60 * 3) {
    return `${minutes}m`;
  }
  if (hours < 8) {
    return both(hours, 'h', minutes % 60, 'm');
  }
  if (hours < 48) {
    return `${hours}h`;
  }
  if (hours < 24 * 8) {
    return both(days, 'd', hours % 24, 'h');
  }
  if (days < 365 * 2) {
    return `${days}d`;
  }
  return years < 8 ? both(years, 'y', days % 365, 'd') : `${years}y`;
}

function both(big: number, bigUnit: string, small: number, smallUnit: string) {
  return small === 0
    ? `${big}${bigUnit}`
    : `${big}${bigUnit}${small}${smallUnit}`;
}

/** `a=b,c=d`, or `<none>`. */
export function labelsText(labels: JsonObject): string {
  const text = Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  return text || '<none>';
}
