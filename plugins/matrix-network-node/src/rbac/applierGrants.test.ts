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

import { inventoryOf } from '../apply';
import { miniatureReleases } from '../__testUtils__/miniature';
import { aSpec, someFacts } from '../__testUtils__/specs';
import { renderStack } from '../stack';
import { grantsOf } from './renderRbac';

const certManager = {
  version: '1.18.2',
  namespace: 'cert-manager',
  owner: 'Helm',
};

it.each(['install', 'existing', 'external'] as const)(
  'lets a removal ask whether a Secret made for the stack exists, by its name, with certificates %s',
  management => {
    const spec = aSpec({
      namespace: 'chat',
      certificates:
        management === 'external'
          ? { management }
          : { management, issuer: 'selfsigned', wildcard: true },
    });
    const stack = renderStack(
      spec,
      { ...someFacts, ...(management === 'existing' && { certManager }) },
      miniatureReleases,
    );
    const secrets = inventoryOf(stack)
      .filter(({ kind }) => kind === 'Secret')
      .map(({ namespace, name }) => `${namespace}/${name}`);

    const named = grantsOf({
      role: 'applier',
      namespaces: ['chat'],
      serviceAccount: { namespace: 'matrix-network', name: 'applier' },
      certificates: management,
    }).filter(
      ({ rule }) => rule.resources.includes('secrets') && rule.resourceNames,
    );

    expect(
      named
        .filter(({ rule }) => rule.verbs.join() === 'get')
        .flatMap(({ namespace, rule }) =>
          (rule.resourceNames ?? []).map(name => `${namespace}/${name}`),
        )
        .sort(),
    ).toEqual(secrets.sort());
  },
);
