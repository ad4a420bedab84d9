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

import fc from 'fast-check';

import {
  LabelSelector,
  LabelSelectorRequirement,
  Labels,
} from '../../kubernetes/types';
import { selector } from '../__testUtils__/arbitraries';
import { matchesLabelSelector } from '../labelSelector';
import { selectorImplies } from './selectorImplies';

const labels = (matchLabels: Labels): LabelSelector => ({ matchLabels });
const app = (
  operator: LabelSelectorRequirement['operator'],
  ...values: string[]
): LabelSelector => ({ matchExpressions: [{ key: 'app', operator, values }] });

/** All labels there can be under the keys of the generated selectors, with a value that none of them names. */
const allLabels = ['app', 'tier', 'x.io/role'].reduce<Labels[]>(
  (sets, key) =>
    sets.flatMap(set => [
      set,
      ...['', 'one', 'two', 'unheard'].map(value => ({ ...set, [key]: value })),
    ]),
  [{}],
);

describe('selectorImplies', () => {
  it.each<[string, LabelSelector | undefined, LabelSelector | undefined]>([
    ['a selector, itself', labels({ app: 'a' }), labels({ app: 'a' })],
    ['any, an empty one', labels({ app: 'a' }), {}],
    ['any, none', labels({ app: 'a' }), undefined],
    [
      'more labels, fewer',
      labels({ app: 'a', tier: 'b' }),
      labels({ tier: 'b' }),
    ],
    ['a label, In with its value', labels({ app: 'a' }), app('In', 'b', 'a')],
    ['In with one value, the label', app('In', 'a'), labels({ app: 'a' })],
    ['In, In with more values', app('In', 'a', 'b'), app('In', 'c', 'b', 'a')],
    ['In, Exists', app('In', 'a'), app('Exists')],
    ['In, NotIn of others', app('In', 'a'), app('NotIn', 'b', 'c')],
    [
      'NotIn, NotIn with fewer values',
      app('NotIn', 'a', 'b'),
      app('NotIn', 'b'),
    ],
    ['DoesNotExist, NotIn', app('DoesNotExist'), app('NotIn', 'a')],
    [
      'In and NotIn together, what they leave',
      {
        matchExpressions: [
          { key: 'app', operator: 'In', values: ['a', 'b'] },
          { key: 'app', operator: 'NotIn', values: ['b'] },
        ],
      },
      labels({ app: 'a' }),
    ],
    [
      'a contradiction, whatever',
      { ...labels({ app: 'a' }), ...app('DoesNotExist') },
      labels({ tier: 'x' }),
    ],
  ])('%s', (_, narrow, wide) => {
    expect(selectorImplies(narrow, wide)).toBe(true);
  });

  it.each<[string, LabelSelector | undefined, LabelSelector | undefined]>([
    ['an empty one, a label', {}, labels({ app: 'a' })],
    ['a value, another', labels({ app: 'a' }), labels({ app: 'b' })],
    ['a key, another', labels({ app: 'a' }), labels({ tier: 'a' })],
    ['In, In with fewer values', app('In', 'a', 'b'), app('In', 'a')],
    ['NotIn, Exists', app('NotIn', 'a'), app('Exists')],
    ['NotIn, In', app('NotIn', 'a'), app('In', 'b')],
    ['Exists, DoesNotExist', app('Exists'), app('DoesNotExist')],
    ['Exists, NotIn', app('Exists'), app('NotIn', 'a')],
    ['DoesNotExist, In', app('DoesNotExist'), app('In', 'a')],
  ])('not: %s', (_, narrow, wide) => {
    expect(selectorImplies(narrow, wide)).toBe(false);
  });

  it('says what holds over all labels there can be', () => {
    const said = { true: 0, false: 0 };
    fc.assert(
      fc.property(selector, selector, (narrow, wide) => {
        const implies = allLabels.every(
          each =>
            !matchesLabelSelector(narrow, each) ||
            matchesLabelSelector(wide, each),
        );
        said[`${implies}`] += 1;
        expect(selectorImplies(narrow, wide)).toBe(implies);
      }),
      { numRuns: 2000 },
    );
    expect(Math.min(said.true, said.false)).toBeGreaterThan(100);
  });
});
