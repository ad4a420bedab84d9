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

import { INGRESS_ADMISSION, INGRESS_NAMESPACE } from '../stack/ingressNginx';
import {
  CERT_MANAGER_NAMESPACE,
  certManagerOutside,
  ingressNginxOutside,
  LEADER_ELECTION_NAMESPACE,
  leaderElectionRoles,
  OutsideObjects,
} from './componentObjects';
import { Grant } from './Grant';
import { certManagerRights, ingressNginxRights } from './heldRights';

const RBAC = 'rbac.authorization.k8s.io';
const MONITORING = 'monitoring.coreos.com';

/** Server-side apply asks for `create`, too, where the object is new. */
const apply = ['get', 'create', 'patch'];
/** Pruning and uninstalling delete. */
const keep = [...apply, 'delete'];

/** What goes only when the user names it, not even then without this. */
const whenNamed = (
  verbs: readonly string[],
  { fullUninstall }: ApplierScope,
): readonly string[] => (fullUninstall ? [...verbs, 'delete'] : verbs);

/** Where cert-manager puts what the stack's own Certificates ask for. */
const certificateSecrets = ['test-tls', 'matrix-tls'];

/** What the stacks of some Matrix namespaces have to be applied with. */
export interface ApplierScope {
  namespaces: readonly string[];
  /** Whether the stack brings ingress-nginx. */
  ingressNginx: boolean;
  /** Whether the stack brings cert-manager. */
  certManager: boolean;
  /** Whether the stack has issuers and certificates, be cert-manager its own or not. */
  certificates: boolean;
  /** Whether an uninstall may delete CustomResourceDefinitions and Secrets that the user names. */
  fullUninstall: boolean;
}

/**
 * What applying asks for beside reading. CustomResourceDefinitions are deleted by
 * an account for full uninstalls only, and just those of the stack; Namespaces
 * never, since they are made with the roles that are in them. Whoever makes a role
 * must hold what it allows: that is less than the verb `escalate`, with which the
 * account could make itself anything.
 */
export function applierGrants(scope: ApplierScope): Grant[] {
  const components: OutsideObjects[] = [
    ...(scope.ingressNginx ? [ingressNginxOutside] : []),
    ...(scope.certManager ? [certManagerOutside] : []),
  ];
  return [
    ...outside(scope, components),
    ...scope.namespaces.flatMap(namespace => inMatrix(namespace, scope)),
    ...(scope.ingressNginx ? inIngressNginx(scope) : []),
    ...(scope.certManager ? inCertManager() : []),
    ...held(scope),
  ];
}

function outside(
  scope: ApplierScope,
  components: readonly OutsideObjects[],
): Grant[] {
  const { certificates } = scope;
  const named = (
    apiGroup: string,
    resource: keyof OutsideObjects,
    verbs: readonly string[],
  ): Grant[] => {
    const resourceNames = [
      ...new Set(components.flatMap(component => component[resource])),
    ];
    return resourceNames.length > 0
      ? [
          {
            rule: {
              apiGroups: [apiGroup],
              resources: [resource],
              resourceNames,
              verbs,
            },
          },
        ]
      : [];
  };
  return [
    ...named(
      'apiextensions.k8s.io',
      'customresourcedefinitions',
      whenNamed(apply, scope),
    ),
    ...named(
      'admissionregistration.k8s.io',
      'validatingwebhookconfigurations',
      keep,
    ),
    ...named(
      'admissionregistration.k8s.io',
      'mutatingwebhookconfigurations',
      keep,
    ),
    ...named('networking.k8s.io', 'ingressclasses', keep),
    ...(certificates
      ? [
          {
            rule: {
              apiGroups: ['cert-manager.io'],
              resources: ['clusterissuers'],
              resourceNames: certManagerOutside.clusterissuers,
              verbs: keep,
            },
          },
        ]
      : []),
    ...named(RBAC, 'clusterroles', keep),
    ...named(RBAC, 'clusterrolebindings', keep),
  ];
}

/**
 * A Namespace counts as an object in itself, so that a Role there can grant it, and
 * one Matrix cluster's rights are not in another's way. It is made by the manifest.
 */
function itself(namespace: string): Grant {
  return {
    namespace,
    rule: {
      apiGroups: [''],
      resources: ['namespaces'],
      resourceNames: [namespace],
      verbs: ['get', 'patch'],
    },
  };
}

function inNamespace(
  namespace: string,
  rules: readonly [apiGroup: string, resources: string[], verbs?: string[]][],
): Grant[] {
  return rules.map(([apiGroup, resources, verbs = keep]) => ({
    namespace,
    rule: { apiGroups: [apiGroup], resources, verbs },
  }));
}

function inMatrix(namespace: string, scope: ApplierScope): Grant[] {
  const always = [
    itself(namespace),
    ...inNamespace(namespace, [['networking.k8s.io', ['networkpolicies']]]),
  ];
  if (!scope.certificates) {
    return always;
  }
  return [
    ...always,
    ...inNamespace(namespace, [
      ['cert-manager.io', ['certificates']],
      [MONITORING, ['prometheusrules']],
    ]),
    {
      namespace,
      comment:
        "Tried out, never stored: whether cert-manager's webhook answers.",
      rule: {
        apiGroups: ['cert-manager.io'],
        resources: ['issuers'],
        verbs: ['create', 'patch'],
      },
    },
    {
      namespace,
      comment:
        'Whether Secrets of Certificates exist: their metadata is asked for, never their data.',
      rule: {
        apiGroups: [''],
        resources: ['secrets'],
        resourceNames: certificateSecrets,
        verbs: whenNamed(['get'], scope),
      },
    },
  ];
}

/** Asked for only where one has scaled a Deployment of the stack. */
function autoscalersIn(namespace: string): Grant {
  return {
    namespace,
    comment:
      'Whether an autoscaler that has set the replicas of a Deployment is still there.',
    rule: {
      apiGroups: ['autoscaling'],
      resources: ['horizontalpodautoscalers'],
      verbs: ['list'],
    },
  };
}

function inIngressNginx(scope: ApplierScope): Grant[] {
  return [
    itself(INGRESS_NAMESPACE),
    ...inNamespace(INGRESS_NAMESPACE, [
      ['', ['serviceaccounts', 'configmaps', 'services']],
      ['apps', ['deployments', 'daemonsets']],
      ['batch', ['jobs']],
      ['policy', ['poddisruptionbudgets']],
      [RBAC, ['roles', 'rolebindings']],
      [MONITORING, ['podmonitors']],
    ]),
    autoscalersIn(INGRESS_NAMESPACE),
    {
      namespace: INGRESS_NAMESPACE,
      comment:
        "Whether the webhook's Secret exists: its metadata is asked for, never its data.",
      rule: {
        apiGroups: [''],
        resources: ['secrets'],
        resourceNames: [INGRESS_ADMISSION],
        verbs: whenNamed(['get'], scope),
      },
    },
  ];
}

function inCertManager(): Grant[] {
  return [
    itself(CERT_MANAGER_NAMESPACE),
    ...inNamespace(CERT_MANAGER_NAMESPACE, [
      ['', ['serviceaccounts', 'services']],
      ['apps', ['deployments']],
      [RBAC, ['roles', 'rolebindings']],
      [MONITORING, ['podmonitors']],
    ]),
    autoscalersIn(CERT_MANAGER_NAMESPACE),
    {
      namespace: LEADER_ELECTION_NAMESPACE,
      rule: {
        apiGroups: [RBAC],
        resources: ['roles', 'rolebindings'],
        resourceNames: leaderElectionRoles,
        verbs: keep,
      },
    },
  ];
}

/** The first of each place says what the following are for. */
function held({ ingressNginx, certManager }: ApplierScope): Grant[] {
  const said = new Set<string | undefined>();
  const sayOnce =
    (component: string) =>
    (grant: Grant): Grant => {
      const place = `${component} ${grant.namespace}`;
      if (said.has(place)) {
        return grant;
      }
      said.add(place);
      return {
        ...grant,
        comment: `From here on held, not used: who makes ${component}'s roles must have what they allow.`,
      };
    };
  return [
    ...(ingressNginx ? ingressNginxRights.map(sayOnce('ingress-nginx')) : []),
    ...(certManager ? certManagerRights.map(sayOnce('cert-manager')) : []),
  ];
}
