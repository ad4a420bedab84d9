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

const spec = {
  name: 'chat-eu',
  kubernetesCluster: 'production-eu',
  domain: 'chat.example.org',
  targetCcu: 5000,
};

export const examples: TemplateExample[] = [
  {
    description: 'Apply the stack of a Matrix cluster',
    example: stringify({
      steps: [
        {
          id: 'apply',
          name: 'Apply the stack',
          action: 'matrix-network:stack:apply',
          input: { spec },
        },
      ],
    }),
  },
  {
    description:
      'Take over a policy that was edited by hand, as a conflict named it',
    example: stringify({
      steps: [
        {
          id: 'apply',
          name: 'Apply the stack',
          action: 'matrix-network:stack:apply',
          input: { spec, force: ['NetworkPolicy matrix/redis-access'] },
        },
      ],
    }),
  },
];
