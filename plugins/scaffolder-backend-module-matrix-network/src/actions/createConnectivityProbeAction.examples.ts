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
    description:
      'Prove that key_vault, the databases and Redis are isolated, and fail if they are not',
    example: stringify({
      steps: [
        {
          id: 'probe',
          name: 'Prove the isolation',
          action: 'matrix-network:connectivity:probe',
          input: { matrixCluster: 'chat-eu' },
        },
      ],
    }),
  },
  {
    description: 'Try two rows of the connectivity contract',
    example: stringify({
      steps: [
        {
          id: 'probe',
          name: 'Who reaches key_vault',
          action: 'matrix-network:connectivity:probe',
          input: { matrixCluster: 'chat-eu', rows: ['F6', 'N8'] },
        },
      ],
    }),
  },
  {
    description: 'Look at every flow, and go on whatever is seen',
    example: stringify({
      steps: [
        {
          id: 'probe',
          name: 'Try the whole contract',
          action: 'matrix-network:connectivity:probe',
          input: {
            matrixCluster: 'chat-eu',
            selection: 'contract',
            failOn: 'never',
          },
        },
      ],
    }),
  },
];
