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
  healthySnapshot,
  specOf,
} from '../../contract/__testUtils__/deployment';
import { Finding } from '../../health/Finding';
import { NetworkPolicy, NetworkPolicySpec } from '../../kubernetes/types';
import { PodSnapshot, Snapshot, SnapshotSource } from '../../snapshot/Snapshot';
import { ProbeReport } from '../../probes/types';
import { StackSpec, StackSpecInput } from '../../spec/StackSpec';
import { FIELD_MANAGER } from '../../stack/types';
import { buildContext } from '../buildContext';
import { Check } from '../Check';
import { allSources } from '../reads';
import { runCheck } from '../runCheck';
import { aCertificate, anIssuer } from './certificates';
import {
  certManagerDeployment,
  ingressController,
  networkPlugin,
} from './controllers';
import { anIngress, aService, ingressService } from './routes';
import { inDays, now } from './time';

export * from './certificates';
export * from './controllers';
export * from './routes';
export * from './time';

/** A spec that parses, whose cluster forwards port 80. */
export function aSpec(changes: Partial<StackSpecInput> = {}): StackSpec {
  return specOf({
    contactEmail: 'ops@example-messenger.org',
    ingress: { port80Forwarded: true },
    ...changes,
  });
}

const allRead: Snapshot['reads'] = Object.fromEntries(
  allSources.map(source => [
    source,
    source === 'adminNetworkPolicies'
      ? { status: 'notInstalled' as const }
      : { status: 'ok' as const },
  ]),
);

/** Policies as the stack's own apply leaves them. */
function applied(policy: NetworkPolicy): NetworkPolicy {
  return {
    ...policy,
    metadata: {
      ...policy.metadata,
      managedFields: [managedBy(FIELD_MANAGER, inDays(-3))],
    },
  };
}

function managedBy(manager: string, time: string) {
  return {
    manager,
    operation: manager === FIELD_MANAGER ? 'Apply' : 'Update',
    time,
    fieldsV1: {
      'f:spec': {
        'f:podSelector': {},
        'f:policyTypes': {},
        'f:ingress': {},
        'f:egress': {},
      },
    },
  };
}

/** A cluster with nothing wrong: every workload, the whole stack, one route, one certificate. */
export function perfectSnapshot(
  spec: StackSpec = aSpec(),
  changes: Partial<Snapshot> = {},
): Snapshot {
  const base = healthySnapshot(spec, changes.facts && { facts: changes.facts });
  return {
    ...base,
    reads: allRead,
    namespaces: base.namespaces.map(({ name }) => ({
      name,
      labels: { 'kubernetes.io/metadata.name': name },
    })),
    networkPolicies: base.networkPolicies.map(applied),
    controllers: [
      ingressController(),
      certManagerDeployment('cert-manager'),
      certManagerDeployment('webhook'),
      certManagerDeployment('cainjector'),
      networkPlugin('calico-node', { namespace: 'calico-system' }),
    ],
    services: [ingressService(), aService()],
    ingresses: [anIngress()],
    ingressClasses: [
      { name: 'nginx', controller: 'k8s.io/ingress-nginx', isDefault: false },
    ],
    ingressConfig: {
      'proxy-body-size': '100m',
      'proxy-read-timeout': '600',
      'proxy-send-timeout': '600',
      'ssl-protocols': 'TLSv1.2 TLSv1.3',
    },
    certificates: [aCertificate()],
    issuers: [anIssuer()],
    webhooks: [
      {
        kind: 'ValidatingWebhookConfiguration',
        name: 'cert-manager-webhook',
        hasCaBundle: true,
      },
    ],
    prometheusRules: [
      {
        namespace: 'matrix',
        name: 'matrix-network',
        alerts: ['CertificateExpiringSoon'],
      },
    ],
    ...changes,
  };
}

/** The same snapshot with a source that could not be read. */
export function unread(
  snapshot: Snapshot,
  source: SnapshotSource,
  outcome: Snapshot['reads'][SnapshotSource] = {
    status: 'failed',
    message: 'connection reset',
  },
): Snapshot {
  return { ...snapshot, reads: { ...snapshot.reads, [source]: outcome } };
}

/** The same snapshot without some of its policies. */
export function withoutPolicies(
  snapshot: Snapshot,
  ...names: string[]
): Snapshot {
  return {
    ...snapshot,
    networkPolicies: snapshot.networkPolicies.filter(
      ({ metadata }) => !names.includes(metadata.name),
    ),
  };
}

/** The same snapshot with a policy that somebody wrote with kubectl, in the place of its namesake. */
export function withHandWritten(
  snapshot: Snapshot,
  name: string,
  spec: NetworkPolicySpec,
  manager = 'kubectl-edit',
): Snapshot {
  return {
    ...snapshot,
    networkPolicies: [
      ...snapshot.networkPolicies.filter(
        ({ metadata }) => metadata.name !== name,
      ),
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: {
          name,
          namespace: snapshot.namespace,
          managedFields: [managedBy(manager, inDays(-1))],
        },
        spec,
      },
    ],
  };
}

/** The spec of a policy of the snapshot; one that is not there is a fault of the test. */
export function policySpec(
  snapshot: Snapshot,
  name: string,
): NetworkPolicySpec {
  const policy = snapshot.networkPolicies.find(
    ({ metadata }) => metadata.name === name,
  );
  if (!policy) {
    throw new Error(`the snapshot has no policy ${name}`);
  }
  return policy.spec;
}

/** The same snapshot with pods changed, or taken out where `change` gives undefined. */
export function withPods(
  snapshot: Snapshot,
  change: (pod: PodSnapshot) => PodSnapshot | undefined,
): Snapshot {
  return {
    ...snapshot,
    pods: snapshot.pods.flatMap(pod => change(pod) ?? []),
  };
}

/** What one check finds. */
export function found(
  check: Check,
  snapshot: Snapshot,
  spec: StackSpec = aSpec(),
  probes?: ProbeReport,
): Finding[] {
  return runCheck(check, buildContext(snapshot, spec, { now, probes }));
}
