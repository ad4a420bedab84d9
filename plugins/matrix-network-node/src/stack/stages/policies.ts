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

import {
  NetworkPolicy,
  renderPolicies,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ownedBy } from '../labels';
import { StageContext, StageRenderer } from './StageContext';

const DEFAULT_DENY = 'default-deny-all';

function policiesOf({ spec, facts }: StageContext): NetworkPolicy[] {
  return renderPolicies(spec, facts);
}

/** Every policy that allows something; while only these are in, nothing that works is cut off but by their own isolation. */
export const policies: StageRenderer = context => ({
  id: 'policies',
  title: 'NetworkPolicies that allow traffic',
  objects: policiesOf(context)
    .filter(({ metadata }) => metadata.name !== DEFAULT_DENY)
    .map(ownedBy(context.spec, 'policies')),
  waits: [],
});

/** The policy that denies all the rest, when all that flows go through is in place. */
export const defaultDeny: StageRenderer = context => ({
  id: 'default-deny',
  title: 'Default deny',
  objects: policiesOf(context)
    .filter(({ metadata }) => metadata.name === DEFAULT_DENY)
    .map(ownedBy(context.spec, 'default-deny')),
  waits: [],
});
