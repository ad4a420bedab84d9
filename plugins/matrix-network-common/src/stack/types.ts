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

import { KubernetesObject, Labels } from '../kubernetes/types';

/** Stages of a stack, in the order in which they are applied. @public */
export const stageIds = [
  'namespaces',
  'policies',
  'ingress-controller',
  'cert-manager',
  'issuers',
  'certificates',
  'monitoring',
  'default-deny',
] as const;

/** @public */
export type StageId = (typeof stageIds)[number];

/** A kind at one of its versions. @public */
export interface ServedKind {
  apiVersion: string;
  kind: string;
}

/** Something the engine waits for before it goes to the next stage. @public */
export type Wait =
  /** A CustomResourceDefinition, and the kinds that it has served once it is established. */
  | { kind: 'crdEstablished'; name: string; serves: ServedKind[] }
  | { kind: 'deploymentAvailable'; namespace: string; name: string }
  | { kind: 'daemonSetReady'; namespace: string; name: string }
  /** The Secret that an admission Job writes, and the webhook's `caBundle`. */
  | {
      kind: 'webhookReady';
      configurationKind:
        | 'ValidatingWebhookConfiguration'
        | 'MutatingWebhookConfiguration';
      name: string;
    }
  /** A server-side dry-run of this object goes through: its webhook answers. */
  | { kind: 'dryRunAccepted'; object: KubernetesObject }
  | { kind: 'issuerReady'; name: string }
  /** A Certificate becoming Ready is wished for, not required: DNS may not be there yet. */
  | {
      kind: 'certificateReady';
      namespace: string;
      name: string;
      required: boolean;
    };

/** One stage: the objects that go in, in order, then what is waited for. @public */
export interface Stage {
  id: StageId;
  title: string;
  objects: KubernetesObject[];
  waits: Wait[];
  /** Why the stage is empty or left out, for people: "cert-manager is used as installed". */
  note?: string;
}

/** All objects that a spec renders to, in stages. @public */
export interface Stack {
  matrixCluster: string;
  stages: Stage[];
  /** Combinations that go in, but that a person should know of. */
  warnings: StackWarning[];
}

/** @public */
export interface StackWarning {
  code: string;
  /** Path into the spec, e.g. `ingress.release`. */
  field: string;
  message: string;
}

/**
 * What rendering needs to know of the Kubernetes cluster. Values in
 * `spec.network` win over these.
 * @public
 */
export interface ClusterFacts {
  /** `major.minor`, or undefined when the cluster could not be asked. */
  kubernetesVersion?: string;
  /** Addresses of the API server's endpoints and the ClusterIP of Service `kubernetes`. */
  apiServers: { address: string; port: number }[];
  podCidrs: string[];
  serviceCidrs: string[];
  /** Addresses of the nodes, as CIDRs of one address each where no larger range is known. */
  nodeCidrs: string[];
  /** The Prometheus operator's CRDs (`monitoring.coreos.com`) are installed. */
  prometheusOperator: boolean;
  /** A cert-manager that something else than this product installed. */
  certManager?: InstalledComponent;
  /** An ingress-nginx that something else than this product installed. */
  ingressController?: InstalledComponent;
}

/** @public */
export interface InstalledComponent {
  version: string;
  namespace: string;
  /** Who manages it, from labels and `managedFields`: "Helm release x", "Argo CD", "kubectl". */
  owner: string;
  /** Its controller's pods. Absent in what an earlier version of this product has stored. */
  pods?: {
    /** Those by which its Deployment or DaemonSet selects them, and no others. */
    labels: Labels;
    /** Then policies know them by the addresses of their nodes alone. */
    hostNetwork: boolean;
  };
  /** Further ones, which are not used: `namespace/name` of their Deployments and DaemonSets. */
  others?: string[];
  /** All of which any may be the one that serves, this one among them: nothing tells, and no stack is made. */
  tied?: string[];
}

/** What others have installed and the stack uses, in place of its own. @public */
export type InstalledComponents = Pick<
  ClusterFacts,
  'ingressController' | 'certManager'
>;

/** Label on every object of a stack: the Matrix cluster it belongs to. @public */
export const STACK_LABEL = 'matrix-network.io/matrix-cluster';
/** Label on every object of a stack: the stage it belongs to. @public */
export const STAGE_LABEL = 'matrix-network.io/stage';
/** Label on NetworkPolicies: `core` for the 13, `companion` for the others. @public */
export const POLICY_ROLE_LABEL = 'matrix-network.io/policy-role';
/** Annotation on catalog entities. @public */
export const MATRIX_CLUSTER_ANNOTATION = 'matrix-network.io/matrix-cluster';
/** Annotation on catalog entities. @public */
export const WORKLOAD_ANNOTATION = 'matrix-network.io/workload';
/** The one field manager of the apply engine. @public */
export const FIELD_MANAGER = 'matrix-network';
