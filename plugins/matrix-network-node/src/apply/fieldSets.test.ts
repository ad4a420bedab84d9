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

import { unionOf, withoutFields } from './fieldSets';

it('unites sets', () => {
  expect(
    unionOf(
      { 'f:data': { '.': {}, 'f:a': {} } },
      { 'f:data': { 'f:b': {} }, 'f:spec': {} },
    ),
  ).toEqual({ 'f:data': { '.': {}, 'f:a': {}, 'f:b': {} }, 'f:spec': {} });
});

describe('a value without the fields of a set', () => {
  it('keeps what is in the other set, and what is in none', () => {
    expect(
      withoutFields(
        { a: 1, b: { c: 2, d: 3 }, e: 4, f: { g: 5 } },
        { 'f:a': {}, 'f:b': { 'f:c': {}, 'f:d': {} }, 'f:f': { 'f:g': {} } },
        { 'f:b': { 'f:d': {} } },
      ),
    ).toEqual({ b: { d: 3 }, e: 4 });
  });

  it('finds items of a list by key, by value and by place', () => {
    const containers = [
      { name: 'a', image: 'a:1', filledIn: true },
      { name: 'b', image: 'b:1', args: ['x'] },
    ];
    expect(
      withoutFields(
        { containers, finalizers: ['one', 'two'], places: ['x', 'y'] },
        {
          'f:containers': {
            'k:{"name":"a"}': { '.': {}, 'f:image': {} },
            'k:{"name":"b"}': { '.': {}, 'f:image': {}, 'f:args': {} },
          },
          'f:finalizers': { 'v:"one"': {} },
          'f:places': { 'i:1': {} },
        },
        {
          'f:containers': { 'k:{"name":"b"}': { '.': {}, 'f:image': {} } },
          'f:finalizers': {},
          'f:places': {},
        },
      ),
    ).toEqual({
      containers: [{ name: 'b', image: 'b:1' }],
      finalizers: ['two'],
      places: ['x'],
    });
  });

  it('tells items of two keys apart', () => {
    const port = (protocol: string) => ({ port: 53, protocol });
    const key = (protocol: string) =>
      `k:${JSON.stringify({ port: 53, protocol })}`;
    expect(
      withoutFields(
        [port('TCP'), port('UDP')],
        { [key('TCP')]: { '.': {} }, [key('UDP')]: { '.': {} } },
        { [key('UDP')]: { '.': {} } },
      ),
    ).toEqual([port('UDP')]);
  });
});
