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

import { summaries } from '../../__testUtils__';
import { filterClusters } from './filterClusters';

describe('filterClusters', () => {
  const names = (search: string, status: 'all' | 'failing' = 'all') =>
    filterClusters(summaries, { search, status }).map(({ name }) => name);

  it('keeps the order when nothing is asked', () => {
    expect(names('')).toEqual(['chat-drifted', 'chat-remote', 'chat-eu']);
  });

  it('wants every word, in any field and any case', () => {
    expect(names('REMOTE example')).toEqual(['chat-remote']);
    expect(names('remote drifted')).toEqual([]);
  });

  it('narrows down to a status', () => {
    expect(names('', 'failing')).toEqual(['chat-drifted']);
  });
});
