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
import { newPoliciesFirst } from './newPoliciesFirst';

const object = (kind: string, name: string) => ({
  apiVersion: 'v1',
  kind,
  metadata: { name },
});

it('lets policies that are there already wait for new ones, and nothing else', () => {
  const old = object('NetworkPolicy', 'old');
  const fresh = object('NetworkPolicy', 'fresh');
  const service = object('Service', 'old');
  const wasThere = ({ metadata }: { metadata: { name: string } }) =>
    metadata.name === 'old';

  expect(newPoliciesFirst([old, fresh, service], wasThere)).toEqual([
    [fresh, service],
    [old],
  ]);
  expect(newPoliciesFirst([fresh, service], wasThere)).toHaveLength(1);
  expect(newPoliciesFirst([old], wasThere)).toEqual([[old]]);
});
