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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  realMirror,
  realReleases,
  realVersions,
} from '../__testUtils__/mirror';
import {
  certManagerOutside,
  ingressNginxOutside,
  OutsideObjects,
} from './componentObjects';
import { Grant } from './Grant';
import { certManagerRights, ingressNginxRights } from './heldRights';

interface UpstreamRule {
  apiGroups: string[];
  resources: string[];
  resourceNames?: string[];
  verbs: string[];
}

const isRole = ({ kind }: KubernetesObject) =>
  kind === 'Role' || kind === 'ClusterRole';

function rulesOf(role: KubernetesObject): UpstreamRule[] {
  const { rules } = JSON.parse(JSON.stringify(role));
  return rules ?? [];
}

/** One right as text: place, group, resource, name, verb. */
function rightsOf(
  rules: readonly {
    namespace?: string;
    rule: {
      apiGroups: readonly string[];
      resources: readonly string[];
      resourceNames?: readonly string[];
      verbs: readonly string[];
    };
  }[],
): Set<string> {
  return new Set(
    rules.flatMap(({ namespace = '', rule }) =>
      rule.apiGroups.flatMap(group =>
        rule.resources.flatMap(resource =>
          (rule.resourceNames ?? ['']).flatMap(name =>
            rule.verbs.map(verb =>
              [namespace, group, resource, name, verb].join('|'),
            ),
          ),
        ),
      ),
    ),
  );
}

/** Whether a right is held: it, or the same in every place or for every name. */
function isHeld(right: string, held: ReadonlySet<string>): boolean {
  const [namespace, group, resource, name, verb] = right.split('|');
  return ['', namespace].some(place =>
    ['', name].some(each =>
      held.has([place, group, resource, each, verb].join('|')),
    ),
  );
}

// mirror.ts says loudly where there is none.
const describeReal = realMirror ? describe : describe.skip;

describeReal.each([
  ['ingressNginx', ingressNginxRights, ingressNginxOutside],
  ['certManager', certManagerRights, certManagerOutside],
] as const)(
  'the applier, held against the releases of %s',
  (component, grants: readonly Grant[], outside: OutsideObjects) => {
    let objects: KubernetesObject[];

    beforeAll(async () => {
      const releases = await Promise.all(realVersions.map(realReleases));
      objects = releases.flatMap(release => release[component]?.objects ?? []);
    });

    const upstream = () =>
      rightsOf(
        objects.filter(isRole).flatMap(role =>
          rulesOf(role).map(rule => ({
            namespace: role.metadata.namespace,
            rule,
          })),
        ),
      );

    it('holds every right that their roles allow', () => {
      const held = rightsOf(grants);

      expect([...upstream()].filter(right => !isHeld(right, held))).toEqual([]);
    });

    it('holds no right that none of their roles allows', () => {
      const allowed = upstream();

      expect(
        [...rightsOf(grants)].filter(right => !allowed.has(right)),
      ).toEqual([]);
    });

    it('names all that they have outside of their namespaces', () => {
      const names = (kind: string) => [
        ...new Set(
          objects
            .filter(object => object.kind === kind)
            .map(({ metadata }) => metadata.name),
        ),
      ];

      expect([...outside.clusterroles].sort()).toEqual(
        names('ClusterRole').sort(),
      );
      expect([...outside.clusterrolebindings].sort()).toEqual(
        names('ClusterRoleBinding').sort(),
      );
      expect([...outside.customresourcedefinitions].sort()).toEqual(
        names('CustomResourceDefinition').sort(),
      );
      expect([...outside.validatingwebhookconfigurations].sort()).toEqual(
        names('ValidatingWebhookConfiguration').sort(),
      );
      expect([...outside.mutatingwebhookconfigurations].sort()).toEqual(
        names('MutatingWebhookConfiguration').sort(),
      );
      expect([...outside.ingressclasses].sort()).toEqual(
        names('IngressClass').sort(),
      );
    });
  },
);
