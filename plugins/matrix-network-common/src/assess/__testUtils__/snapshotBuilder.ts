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
import {
  CertificateSnapshot,
  Condition,
  ControllerSnapshot,
  IngressSnapshot,
  IssuerSnapshot,
  PodSnapshot,
  ServiceSnapshot,
  Snapshot,
  SnapshotSource,
} from '../../snapshot/Snapshot';
import { ProbeReport } from '../../probes/types';
import { StackSpec, StackSpecInput } from '../../spec/StackSpec';
import { FIELD_MANAGER } from '../../stack/types';
import { EXPOSE_LABEL } from '../../workloads/labels';
import { workload } from '../../workloads/catalogue';
import { buildContext } from '../buildContext';
import { Check } from '../Check';
import { allSources } from '../reads';
import { runCheck } from '../runCheck';

/** When every test looks at its snapshot. */
export const now = new Date('2026-11-24T00:00:00Z');

/** `now` and so many days, in ISO 8601. */
export function inDays(days: number): string {
  return new Date(now.getTime() + days * 86_400_000).toISOString();
}

/** A spec that parses, whose cluster forwards port 80. */
export function aSpec(changes: Partial<StackSpecInput> = {}): StackSpec {
  return specOf({
    contactEmail: 'ops@example-messenger.org',
    ingress: { port80Forwarded: true },
    ...changes,
  });
}

export const ready: Condition = { type: 'Ready', status: 'True' };

export function notReady(message: string, reason = 'Failed'): Condition {
  return { type: 'Ready', status: 'False', reason, message };
}

export function aController(
  changes: Partial<ControllerSnapshot> = {},
): ControllerSnapshot {
  return {
    kind: 'Deployment',
    namespace: 'matrix',
    name: 'something',
    labels: {},
    podLabels: {},
    desired: 1,
    ready: 1,
    available: 1,
    updated: 1,
    conditions: [],
    images: [],
    autoscaled: false,
    args: [],
    ...changes,
  };
}

export function ingressController(
  changes: Partial<ControllerSnapshot> = {},
): ControllerSnapshot {
  return aController({
    namespace: 'ingress-nginx',
    name: 'ingress-nginx-controller',
    podLabels: workload('ingress-nginx').podLabels,
    images: ['registry.k8s.io/ingress-nginx/controller:v1.15.1@sha256:59'],
    desired: 3,
    ready: 3,
    ...changes,
  });
}

export function certManagerDeployment(
  role: 'cert-manager' | 'webhook' | 'cainjector',
  version = '1.21.1',
  changes: Partial<ControllerSnapshot> = {},
): ControllerSnapshot {
  const image = role === 'cert-manager' ? 'controller' : role;
  return aController({
    namespace: 'cert-manager',
    name: role === 'cert-manager' ? role : `cert-manager-${role}`,
    podLabels: {
      'app.kubernetes.io/name': role,
      'app.kubernetes.io/instance': 'cert-manager',
    },
    images: [`quay.io/jetstack/cert-manager-${image}:v${version}`],
    ...changes,
  });
}

/** A DaemonSet of a network plugin. */
export function networkPlugin(
  name: string,
  changes: Partial<ControllerSnapshot> = {},
): ControllerSnapshot {
  return aController({
    kind: 'DaemonSet',
    namespace: 'kube-system',
    name,
    podLabels: { 'k8s-app': name },
    ...changes,
  });
}

export function aService(
  changes: Partial<ServiceSnapshot> = {},
): ServiceSnapshot {
  return {
    namespace: 'matrix',
    name: 'synapse',
    type: 'ClusterIP',
    selector: workload('synapse-main').podLabels,
    clusterIPs: ['10.96.0.20'],
    ports: [{ port: 8008, targetPort: 8008, protocol: 'TCP' }],
    readyEndpoints: 2,
    ...changes,
  };
}

export function ingressService(
  changes: Partial<ServiceSnapshot> = {},
): ServiceSnapshot {
  return aService({
    namespace: 'ingress-nginx',
    name: 'ingress-nginx-controller',
    type: 'NodePort',
    selector: workload('ingress-nginx').podLabels,
    ports: [
      {
        name: 'http',
        port: 80,
        targetPort: 'http',
        nodePort: 30080,
        protocol: 'TCP',
      },
      {
        name: 'https',
        port: 443,
        targetPort: 'https',
        nodePort: 30443,
        protocol: 'TCP',
      },
    ],
    ...changes,
  });
}

export function anIngress(
  changes: Partial<IngressSnapshot> = {},
): IngressSnapshot {
  return {
    namespace: 'matrix',
    name: 'synapse',
    className: 'nginx',
    annotations: {},
    rules: [
      {
        host: 'chat.example.org',
        paths: [
          {
            path: '/',
            pathType: 'Prefix',
            service: { name: 'synapse', port: 8008 },
          },
        ],
      },
    ],
    tls: [{ hosts: ['chat.example.org'], secretName: 'chat-tls' }],
    addresses: ['192.168.10.11'],
    ...changes,
  };
}

/** A 90-day certificate, 30 days old. */
export function aCertificate(
  changes: Partial<CertificateSnapshot> = {},
): CertificateSnapshot {
  return {
    namespace: 'matrix',
    name: 'chat',
    secretName: 'chat-tls',
    issuer: { name: 'letsencrypt-prod', kind: 'ClusterIssuer' },
    dnsNames: ['chat.example.org'],
    conditions: [ready],
    notBefore: inDays(-30),
    notAfter: inDays(60),
    renewalTime: inDays(30),
    challenges: [],
    ...changes,
  };
}

/** A certificate that never came, with what cert-manager says where. */
export function anUnissued(
  changes: Partial<CertificateSnapshot> = {},
): CertificateSnapshot {
  const { notBefore, notAfter, renewalTime, ...rest } = aCertificate();
  return {
    ...rest,
    conditions: [
      notReady('Issuing certificate as Secret does not exist', 'DoesNotExist'),
      { type: 'Issuing', status: 'True', reason: 'DoesNotExist' },
    ],
    ...changes,
  };
}

/** A challenge of {@link anUnissued} that waits for this reason. */
export function challenged(
  reason: string,
  state = 'pending',
): CertificateSnapshot {
  return anUnissued({
    request: {
      name: 'chat-1',
      conditions: [
        { type: 'Approved', status: 'True' },
        notReady(
          'Waiting on certificate issuance from order matrix/chat-1-1: "pending"',
          'Pending',
        ),
      ],
      createdAt: inDays(-0.1),
    },
    order: { name: 'chat-1-1', state: 'pending' },
    challenges: [
      {
        name: 'chat-1-1-1',
        dnsName: 'chat.example.org',
        type: 'HTTP-01',
        state,
        reason,
        presented: true,
      },
    ],
  });
}

export function anIssuer(
  changes: Partial<IssuerSnapshot> = {},
): IssuerSnapshot {
  return {
    kind: 'ClusterIssuer',
    name: 'letsencrypt-prod',
    type: 'acme',
    acmeServer: 'https://acme-v02.api.letsencrypt.org/directory',
    email: 'ops@example-messenger.org',
    solvers: [{ type: 'http01', podLabels: { [EXPOSE_LABEL]: 'true' } }],
    conditions: [ready],
    ...changes,
  };
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
  const base = healthySnapshot(spec);
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
