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

import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Say what an apply would change, before it does',
    example: stringify({
      steps: [
        {
          id: 'plan',
          name: 'Plan',
          action: 'matrix-network:stack:plan',
          input: {
            spec: {
              name: 'chat-eu',
              kubernetesCluster: 'production-eu',
              domain: 'chat.example.org',
              targetCcu: 5000,
            },
          },
        },
      ],
    }),
  },
  {
    description: 'Fail where others own fields that the apply would change',
    example: stringify({
      steps: [
        {
          id: 'plan',
          name: 'Plan the stored spec',
          action: 'matrix-network:stack:plan',
          input: { matrixCluster: 'chat-eu', failOn: 'conflicts' },
        },
      ],
    }),
  },
  {
    description: 'Say what an uninstall would take out',
    example: stringify({
      steps: [
        {
          id: 'plan',
          name: 'Plan the uninstall',
          action: 'matrix-network:stack:plan',
          input: { matrixCluster: 'chat-eu', target: 'uninstall' },
        },
      ],
    }),
  },
];
