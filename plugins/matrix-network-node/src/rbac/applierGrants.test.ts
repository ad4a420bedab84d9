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
import { resourceOf } from './resourceOf';

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

const ingressController = {
  version: '1.13.2',
  namespace: 'infra',
  owner: 'Helm release web',
};

describe.each([
  ['install', 'install'],
  ['install', 'existing'],
  ['existing', 'install'],
  ['existing', 'existing'],
  ['existing', 'external'],
] as const)(
  'with ingress-nginx %s and cert-manager %s',
  (ingress, management) => {
    const spec = aSpec({
      namespace: 'chat',
      certificates:
        management === 'external'
          ? { management }
          : { management, issuer: 'selfsigned', wildcard: true },
    });
    const stack = renderStack(
      spec,
      {
        ...someFacts,
        ...(ingress === 'existing' && { ingressController }),
        ...(management === 'existing' && { certManager }),
      },
      {
        ...(ingress === 'install' && {
          ingressNginx: miniatureReleases.ingressNginx,
        }),
        ...(management === 'install' && {
          certManager: miniatureReleases.certManager,
        }),
      },
    );
    const grants = grantsOf({
      role: 'applier',
      namespaces: ['chat'],
      serviceAccount: { namespace: 'matrix-network', name: 'applier' },
      ingressController: ingress,
      certificates: management,
    });

    it('may apply every object of the stack', () => {
      const ungranted = stack.stages
        .flatMap(({ objects }) => objects)
        .filter(object => {
          const { apiGroup, resource } = resourceOf(object);
          const { name } = object.metadata;
          // A Namespace is in itself.
          const namespace =
            object.kind === 'Namespace' ? name : object.metadata.namespace;
          return !grants.some(
            ({ namespace: place, rule }) =>
              (place === undefined || place === namespace) &&
              rule.apiGroups.includes(apiGroup) &&
              rule.resources.includes(resource) &&
              (rule.resourceNames?.includes(name) ?? true) &&
              rule.verbs.includes('patch'),
          );
        });

      expect(
        ungranted.map(({ kind, metadata }) => [kind, metadata.name]),
      ).toEqual([]);
    });

    it('has nothing on ingress-nginx, and no Secret by the whole, where it brings no component', () => {
      const text = JSON.stringify(grants);
      const allSecrets = grants.filter(
        ({ rule }) => rule.resources.includes('secrets') && !rule.resourceNames,
      );

      expect(text.includes('ingress-nginx')).toBe(ingress === 'install');
      expect(allSecrets.length > 0).toBe(
        ingress === 'install' || management === 'install',
      );
    });
  },
);
