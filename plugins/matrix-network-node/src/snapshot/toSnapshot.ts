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
  KubernetesObject,
  PROBE_LABEL,
  ReadOutcome,
  Snapshot,
  SnapshotSource,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { z } from 'zod';
import { factsFrom } from './clusterFacts';
import {
  certificateRequestSchema,
  certificateSchema,
  challengeSchema,
  linkCertificates,
  orderSchema,
} from './parse/certificates';
import { labelsSchema } from './parse/common';
import { controllerSchema } from './parse/controllers';
import { ingressClassSchema, ingressSchema } from './parse/ingresses';
import { issuerSchema } from './parse/issuers';
import { networkPolicySchema } from './parse/networkPolicies';
import { nodeSchema } from './parse/nodes';
import { podSchema } from './parse/pods';
import { prometheusRuleSchema } from './parse/prometheusRules';
import {
  endpointSliceSchema,
  serviceSchema,
  withEndpoints,
} from './parse/services';
import { webhookConfigurationSchema } from './parse/webhooks';
import { combinedOutcome } from './readSource';
import { ListSource } from './sources';

/** All that was read, still raw. */
export interface RawSnapshot {
  spec: StackSpec;
  takenAt: string;
  version: string;
  objects: (source: ListSource) => readonly KubernetesObject[];
  ingressConfig?: KubernetesObject;
  reads: Partial<Record<SnapshotSource, ReadOutcome>>;
}

const namespaceSchema = z
  .object({ metadata: z.object({ name: z.string(), labels: labelsSchema }) })
  .transform(({ metadata }) => metadata);

/** Reduces raw objects to a snapshot; pure. An object that reads otherwise than expected marks its source as failed. */
export function toSnapshot(raw: RawSnapshot): Snapshot {
  const { spec, takenAt } = raw;
  const reads = { ...raw.reads };
  const parse = <T>(source: ListSource, schema: z.ZodType<T>): T[] => {
    const items: T[] = [];
    for (const object of raw.objects(source)) {
      const parsed = schema.safeParse(object);
      if (parsed.success) {
        items.push(parsed.data);
      } else {
        reads[source] = combinedOutcome([
          reads[source] ?? { status: 'ok' },
          unreadable(object, parsed.error),
        ]);
      }
    }
    return items;
  };
  const policies = parse('networkPolicies', networkPolicySchema);
  const slices = parse('endpointSlices', endpointSliceSchema);
  const inMatrix = (policy: KubernetesObject) =>
    policy.metadata.namespace === spec.namespace;
  const snapshot = {
    matrixCluster: spec.name,
    kubernetesCluster: spec.kubernetesCluster,
    namespace: spec.namespace,
    takenAt,
    facts: factsOf(raw),
    namespaces: parse('namespaces', namespaceSchema),
    // A probe pod carries a workload's labels and is none of its pods.
    pods: parse('pods', podSchema).filter(({ labels }) => !labels[PROBE_LABEL]),
    networkPolicies: policies.filter(inMatrix),
    otherNetworkPolicies: policies.filter(policy => !inMatrix(policy)),
    adminNetworkPolicies: raw
      .objects('adminNetworkPolicies')
      .map(withoutManagedFields),
    controllers: [
      ...parse('deployments', controllerSchema),
      ...parse('daemonSets', controllerSchema),
      ...parse('statefulSets', controllerSchema),
    ],
    services: withEndpoints(
      parse('services', serviceSchema),
      reads.endpointSlices?.status === 'ok' ? slices : undefined,
    ),
    ingresses: parse('ingresses', ingressSchema),
    ingressClasses: parse('ingressClasses', ingressClassSchema),
    ingressConfig: ingressConfigOf(raw.ingressConfig),
    certificates: linkCertificates(parse('certificates', certificateSchema), {
      requests: parse('certificateRequests', certificateRequestSchema),
      orders: parse('orders', orderSchema),
      challenges: parse('challenges', challengeSchema),
    }),
    issuers: parse('issuers', issuerSchema),
    webhooks: parse('webhookConfigurations', webhookConfigurationSchema),
    prometheusRules: parse('prometheusRules', prometheusRuleSchema),
    pluginPolicies: raw
      .objects('pluginPolicies')
      .filter(policy => decidesOver(policy, spec.namespace))
      .map(nameOf),
    customResourceDefinitions: raw
      .objects('customResourceDefinitions')
      .map(({ metadata }) => metadata.name),
    nodes: parse('nodes', nodeSchema),
  };
  return { ...snapshot, reads };
}

function factsOf(raw: RawSnapshot) {
  return factsFrom({
    kubernetesVersion: raw.version,
    nodes: raw.objects('nodes'),
    services: raw.objects('services'),
    endpointSlices: raw.objects('endpointSlices'),
    serviceCidrs: raw.objects('serviceCidrs'),
    customResourceDefinitions: raw
      .objects('customResourceDefinitions')
      .map(({ metadata }) => metadata.name),
    controllers: [...raw.objects('deployments'), ...raw.objects('daemonSets')],
  });
}

function unreadable(object: KubernetesObject, error: z.ZodError): ReadOutcome {
  const { kind, metadata } = object;
  const [issue] = error.issues;
  return {
    status: 'failed',
    message: `${kind} ${
      metadata.name
    } could not be understood at ${issue.path.join('.')}: ${issue.message}`,
  };
}

function ingressConfigOf(
  object: KubernetesObject | undefined,
): Record<string, string> | undefined {
  return object
    ? z
        .object({ data: z.record(z.string(), z.string()).nullish() })
        .parse(object).data ?? {}
    : undefined;
}

/** Policies of this namespace of Istio's hold for the whole mesh. */
const MESH_ROOT = 'istio-system';

/** Cluster-wide, of the Matrix namespace itself, or of the whole mesh. */
function decidesOver(
  { metadata: { namespace } }: KubernetesObject,
  matrixNamespace: string,
): boolean {
  return (
    namespace === undefined ||
    namespace === matrixNamespace ||
    namespace === MESH_ROOT
  );
}

function nameOf({ apiVersion, kind, metadata }: KubernetesObject) {
  const { namespace, name } = metadata;
  return { apiVersion, kind, ...(namespace && { namespace }), name };
}

function withoutManagedFields(object: KubernetesObject): KubernetesObject {
  const { managedFields: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}
