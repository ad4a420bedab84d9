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
import { Document, isNode, isScalar, stringify, visit } from 'yaml';
import { applierGrants, ApplierScope } from './applierGrants';
import { Grant } from './Grant';
import { proberGrants } from './proberGrants';
import { readerGrants } from './readerGrants';

/** @public */
export const rbacRoles = ['reader', 'applier', 'prober'] as const;

/** What an account is for: watching, applying stacks, probing. @public */
export type RbacRole = (typeof rbacRoles)[number];

/** @public */
export interface RbacOptions {
  role: RbacRole;
  /** The namespaces of Matrix clusters. */
  namespaces: readonly string[];
  serviceAccount: { namespace: string; name: string };
  /** For the applier: whether the stack brings ingress-nginx, or uses one that is there. Default: it brings it. */
  ingressController?: 'install' | 'existing';
  /** Whether the stack brings cert-manager, uses one that is there, or does without. Default: it brings it. */
  certificates?: 'install' | 'existing' | 'external';
  /**
   * For the applier: whether an uninstall may delete the stack's
   * CustomResourceDefinitions and Secrets where they are ticked. Default: not.
   * Namespaces are made by this very manifest, and stay.
   */
  fullUninstall?: boolean;
}

const roleNames: Readonly<Record<RbacRole, string>> = {
  reader: 'matrix-network-read',
  applier: 'matrix-network-apply',
  prober: 'matrix-network-probe',
};

function aboutOf(options: RbacOptions): string {
  switch (options.role) {
    case 'reader':
      return 'The account with which the portal reads a cluster. No rule mentions Secrets.';
    case 'applier': {
      const { ingressNginx, certManager } = applierScopeOf(options);
      return ingressNginx || certManager
        ? [
            'What the account needs beside reading to apply stacks. It makes the roles of the components',
            'that a stack brings, and holds what these allow: it can do what they can, Secrets of all',
            'namespaces included. Guard its token.',
          ].join('\n')
        : [
            'What the account needs beside reading to apply stacks that bring no component: it makes no',
            'role, and may list no Secrets.',
          ].join('\n');
    }
    case 'prober':
      return 'What the account needs beside reading to probe: Jobs in the Matrix namespace, and how they ended.';
    default:
      throw new Error(`Unknown role ${options.role satisfies never}`);
  }
}

const yamlOptions = {
  aliasDuplicateObjects: false,
  flowCollectionPadding: false,
  lineWidth: 0,
  singleQuote: true,
};

const RBAC_API = 'rbac.authorization.k8s.io/v1';

function applierScopeOf({
  namespaces,
  ingressController = 'install',
  certificates = 'install',
  fullUninstall = false,
}: RbacOptions): ApplierScope {
  return {
    namespaces,
    ingressNginx: ingressController === 'install',
    certManager: certificates === 'install',
    certificates: certificates !== 'external',
    fullUninstall,
  };
}

/** The rules of a role, and where each holds. */
export function grantsOf(options: RbacOptions): Grant[] {
  const { role, namespaces } = options;
  switch (role) {
    case 'reader':
      return readerGrants();
    case 'applier':
      return applierGrants(applierScopeOf(options));
    case 'prober':
      return namespaces.flatMap(proberGrants);
    default:
      throw new Error(`Unknown role ${role satisfies never}`);
  }
}

/** A role of one place, its binding, and what is said about its rules. */
interface Place {
  role: KubernetesObject;
  binding: KubernetesObject;
  comments: ReadonlyMap<number, string>;
}

function placeOf(
  namespace: string | undefined,
  grants: readonly Grant[],
  options: RbacOptions,
): Place {
  const name = roleNames[options.role];
  const kind = namespace ? 'Role' : 'ClusterRole';
  const metadata = { name, ...(namespace && { namespace }) };
  return {
    role: {
      apiVersion: RBAC_API,
      kind,
      metadata,
      rules: grants.map(({ rule }) => rule),
    },
    binding: {
      apiVersion: RBAC_API,
      kind: `${kind}Binding`,
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name },
      subjects: [{ kind: 'ServiceAccount', ...options.serviceAccount }],
    },
    comments: new Map(
      grants.flatMap(({ comment }, index) =>
        comment ? [[index, comment] as const] : [],
      ),
    ),
  };
}

/** Namespaces that every cluster has. */
const givenNamespaces = ['default', 'kube-system'];

interface Manifest {
  accounts: KubernetesObject[];
  places: Place[];
}

function manifestOf(options: RbacOptions): Manifest {
  const grants = grantsOf(options);
  const places = [...new Set(grants.map(({ namespace }) => namespace))];
  const { namespace, name } = options.serviceAccount;
  const namespaces = new Set([
    namespace,
    ...places.flatMap(place => (place ? [place] : [])),
  ]);
  return {
    accounts: [
      ...[...namespaces]
        .filter(each => !givenNamespaces.includes(each))
        .map(each => ({
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: each },
        })),
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name, namespace },
      },
    ],
    places: places.map(place =>
      placeOf(
        place,
        grants.filter(grant => grant.namespace === place),
        options,
      ),
    ),
  };
}

/** The objects of an account that may do what a role needs, and nothing else. @public */
export function rbacObjects(options: RbacOptions): KubernetesObject[] {
  const { accounts, places } = manifestOf(options);
  return [
    ...accounts,
    ...places.flatMap(({ role, binding }) => [role, binding]),
  ];
}

/**
 * Commands that delete what an applier printed before may have, and this one has
 * not: `kubectl apply` leaves it, and the account keeps the rights.
 */
function leftoversOf(options: RbacOptions): string[] {
  if (options.role !== 'applier') {
    return [];
  }
  const placesOf = (each: RbacOptions) =>
    new Set(grantsOf(each).map(({ namespace }) => namespace));
  const places = placesOf(options);
  const widest = placesOf({
    ...options,
    ingressController: 'install',
    certificates: 'install',
  });
  const name = roleNames[options.role];
  return [...widest]
    .filter(place => !places.has(place))
    .map(place =>
      place
        ? `kubectl -n ${place} delete role,rolebinding ${name} --ignore-not-found`
        : `kubectl delete clusterrole,clusterrolebinding ${name} --ignore-not-found`,
    );
}

function headerOf(options: RbacOptions): string[] {
  const leftovers = leftoversOf(options);
  return [
    ...aboutOf(options).split('\n'),
    ...(leftovers.length > 0
      ? [
          '',
          'An applier that was printed for more may have left roles that this manifest does not have, and',
          'applying it deletes none. Where no other Matrix cluster needs them, do so:',
          ...leftovers.map(command => `  ${command}`),
        ]
      : []),
  ];
}

/** The same as a manifest for `kubectl apply -f`, with comments. @public */
export function renderRbac(options: RbacOptions): string {
  const { accounts, places } = manifestOf(options);
  const about = headerOf(options)
    .map(line => `${`# ${line}`.trimEnd()}\n`)
    .join('');
  return (
    about +
    [
      ...accounts.map(object => stringify(object, yamlOptions)),
      ...places.flatMap(place => [
        withComments(place),
        stringify(place.binding, yamlOptions),
      ]),
    ].join('---\n')
  );
}

/** Room for a list on one line, behind its key. */
const LINE = 60;

function withComments({ role, comments }: Place): string {
  const document = new Document(role, { aliasDuplicateObjects: false });
  visit(document, {
    Seq(_, list) {
      const isShort =
        list.items.every(isScalar) && String(list.items).length < LINE;
      list.flow = isShort;
    },
  });
  comments.forEach((comment, index) => {
    const rule = document.getIn(['rules', index], true);
    if (isNode(rule)) {
      rule.commentBefore = ` ${comment}`;
    }
  });
  return document.toString(yamlOptions);
}
