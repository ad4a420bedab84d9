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

import { definePolicy } from './definePolicy';

/**
 * Closes the namespace in both directions; what the other policies allow is
 * all that is left. Applied last, so that an apply that stops midway cuts
 * nobody off.
 */
export const defaultDenyAll = definePolicy({
  name: 'default-deny-all',
  role: 'core',
  purpose:
    'Denies every connection into, out of and inside the namespace that no other policy allows.',
  contractRows: ['N8', 'N11', 'N16', 'N19', 'N20'],
  isRendered: () => true,
  rules: () => ({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
});
