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

import { contractRows, contractRowsOf } from '../contract';
import { renderPolicies } from './renderPolicies';
import { variants } from './__testUtils__/specs';
import { laboratory, tryRow } from './__testUtils__/tryRow';

const judged = (row: { limit?: string }) => row.limit === undefined;

describe.each(Object.entries(variants))(
  'The rendered policies of the spec "%s"',
  (_, { spec, facts }) => {
    const lab = laboratory(spec, facts, renderPolicies(spec, facts));
    const rows = contractRowsOf(spec).filter(judged);

    it.each(rows.map(row => [row.id, row] as const))(
      'satisfy %s of the contract',
      (_id, row) => {
        const { tried, surprises } = tryRow(row, lab);
        expect(surprises).toEqual([]);
        expect(tried).toBeGreaterThan(0);
      },
    );
  },
);

it('tries every row of the contract in one spec or another', () => {
  const tried = Object.values(variants).flatMap(({ spec }) =>
    contractRowsOf(spec).map(({ id }) => id),
  );
  expect(
    contractRows.map(({ id }) => id).filter(id => !tried.includes(id)),
  ).toEqual([]);
});

describe('The trial itself', () => {
  const { spec, facts } = variants['everything with LI replication'];
  const rows = contractRowsOf(spec).filter(judged);
  const policies = renderPolicies(spec, facts);

  const mustNotWork = rows.filter(row => row.expectation === 'mustNotWork');
  it.each(mustNotWork.map(row => [row.id, row] as const))(
    'finds %s violated without policies',
    (_id, row) => {
      const { surprises } = tryRow(row, laboratory(spec, facts, []));
      expect(surprises).not.toEqual([]);
    },
  );

  const carried = rows
    .filter(row => row.expectation === 'mustWork')
    .flatMap(row => row.policies.map(policy => [row.id, policy, row] as const));
  it.each(carried)(
    'finds %s violated without the policy %s, which carries it',
    (_id, policy, row) => {
      const others = policies.filter(
        ({ metadata }) => metadata.name !== policy,
      );
      const { surprises } = tryRow(row, laboratory(spec, facts, others));
      expect(surprises).not.toEqual([]);
    },
  );
});
