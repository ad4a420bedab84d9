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

import { applyRequest, planRequest } from './applyRequest';

const nothing = { force: [], prune: false, also: [] };

describe('applyRequest', () => {
  it('asks for no more than was chosen', () => {
    expect(applyRequest(nothing)).toEqual({});
  });

  it('rolls back, takes over and prunes where that was chosen', () => {
    expect(
      applyRequest({
        specId: 7,
        force: ['Service matrix/a'],
        prune: true,
        also: ['Namespace old'],
      }),
    ).toEqual({
      specId: 7,
      force: ['Service matrix/a'],
      prune: { also: ['Namespace old'] },
    });
    expect(applyRequest({ ...nothing, prune: true })).toEqual({ prune: true });
  });

  it('deletes nothing by name once pruning is given up', () => {
    expect(applyRequest({ ...nothing, also: ['Namespace old'] })).toEqual({});
  });
});

describe('planRequest', () => {
  it('asks for what the apply would be asked for', () => {
    expect(
      planRequest({
        specId: 7,
        force: ['Service matrix/a'],
        prune: true,
        also: ['Namespace old'],
      }),
    ).toEqual({
      specId: 7,
      force: ['Service matrix/a'],
      prune: true,
      also: ['Namespace old'],
    });
  });

  it('names nothing where nothing is pruned', () => {
    expect(planRequest({ ...nothing, also: ['Namespace old'] })).toEqual({});
  });
});
