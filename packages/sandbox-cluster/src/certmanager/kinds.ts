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
  ObjectMeta,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { Kind, StatusCondition } from '../controllers/kinds';

export interface IssuerReference {
  name: string;
  kind?: string;
  group?: string;
}

export interface AcmeSolver {
  selector?: {
    dnsNames?: string[];
    dnsZones?: string[];
    matchLabels?: Record<string, string>;
  };
  dns01?: Record<string, unknown>;
  http01?: {
    ingress?: {
      ingressClassName?: string;
      class?: string;
      serviceType?: string;
      podTemplate?: { metadata?: Partial<ObjectMeta> };
      ingressTemplate?: { metadata?: Partial<ObjectMeta> };
    };
  };
}

/** An Issuer or a ClusterIssuer. */
export interface Issuer extends KubernetesObject {
  spec: {
    acme?: {
      server: string;
      email?: string;
      privateKeySecretRef: { name: string };
      solvers?: AcmeSolver[];
    };
    ca?: { secretName: string };
    selfSigned?: Record<string, unknown>;
  };
  status?: {
    acme?: { uri?: string; lastRegisteredEmail?: string };
    conditions?: StatusCondition[];
  };
}

export interface Certificate extends KubernetesObject {
  spec: {
    secretName: string;
    issuerRef: IssuerReference;
    dnsNames?: string[];
    commonName?: string;
    duration?: string;
    renewBefore?: string;
    isCA?: boolean;
    privateKey?: {
      algorithm?: 'RSA' | 'ECDSA' | 'Ed25519';
      size?: number;
      rotationPolicy?: 'Never' | 'Always';
    };
    secretTemplate?: Partial<ObjectMeta>;
    revisionHistoryLimit?: number;
    usages?: string[];
  };
  status?: {
    conditions?: StatusCondition[];
    notBefore?: string;
    notAfter?: string;
    renewalTime?: string;
    revision?: number;
    failedIssuanceAttempts?: number;
    lastFailureTime?: string;
    nextPrivateKeySecretName?: string;
  };
}

export interface CertificateRequest extends KubernetesObject {
  spec: {
    request: string;
    issuerRef: IssuerReference;
    duration?: string;
    isCA?: boolean;
  };
  status?: {
    conditions?: StatusCondition[];
    certificate?: string;
    ca?: string;
    failureTime?: string;
  };
}

export type AcmeState =
  | ''
  | 'pending'
  | 'ready'
  | 'processing'
  | 'valid'
  | 'invalid'
  | 'expired'
  | 'errored';

export interface Order extends KubernetesObject {
  spec: {
    request: string;
    issuerRef: IssuerReference;
    dnsNames?: string[];
    commonName?: string;
  };
  status?: {
    state?: AcmeState;
    reason?: string;
    url?: string;
    finalizeURL?: string;
    failureTime?: string;
    certificate?: string;
    authorizations?: {
      url: string;
      identifier?: string;
      wildcard?: boolean;
      initialState?: AcmeState;
      challenges?: { url: string; token: string; type: string }[];
    }[];
  };
}

export interface Challenge extends KubernetesObject {
  spec: {
    url: string;
    authorizationURL: string;
    dnsName: string;
    wildcard?: boolean;
    type: 'HTTP-01' | 'DNS-01';
    token: string;
    key: string;
    solver: AcmeSolver;
    issuerRef: IssuerReference;
  };
  status?: {
    state?: AcmeState;
    reason?: string;
    presented?: boolean;
    processing?: boolean;
  };
}

const GROUP = 'cert-manager.io';
const ACME_GROUP = 'acme.cert-manager.io';

const certManagerKind = <T extends KubernetesObject>(
  group: string,
  kind: string,
): Kind<T> => ({ group, kind, apiVersion: `${group}/v1` });

export const ISSUER = certManagerKind<Issuer>(GROUP, 'Issuer');
export const CLUSTER_ISSUER = certManagerKind<Issuer>(GROUP, 'ClusterIssuer');
export const CERTIFICATE = certManagerKind<Certificate>(GROUP, 'Certificate');
export const CERTIFICATE_REQUEST = certManagerKind<CertificateRequest>(
  GROUP,
  'CertificateRequest',
);
export const ORDER = certManagerKind<Order>(ACME_GROUP, 'Order');
export const CHALLENGE = certManagerKind<Challenge>(ACME_GROUP, 'Challenge');
