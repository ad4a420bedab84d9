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
  conditionOf,
  isTrue,
  timestamp,
  withCondition,
} from '../controllers/conditions';
import {
  Controller,
  ControllerContext,
  keyOf,
  ObjectKey,
  selfOrOwner,
} from '../controllers/Controller';
import { SECRET, StatusCondition } from '../controllers/kinds';
import { controllerReference } from '../controllers/podTemplate';
import { parseGoDuration } from './durations';
import { installation, Installation } from './installation';
import { PRIVATE_KEY_SECRET } from './issuance';
import { findIssuer, secretNamespace } from './issuers';
import {
  CERTIFICATE_REQUEST,
  CertificateRequest,
  Issuer,
  Order,
  ORDER,
} from './kinds';
import { numberHash } from './numberHash';
import {
  namesInRequestPem,
  readCertificateAuthority,
  selfSignRequest,
  signRequest,
} from './pki';

const MANAGER = 'cert-manager-certificaterequests';
const DEFAULT_LIFETIME_MS = 90 * 24 * 3_600_000;

/** What looking at a request comes to. */
type Outcome =
  | { kind: 'pending'; message: string }
  | { kind: 'issued'; certificate: string; ca: string }
  | { kind: 'failed'; message: string };

export interface CertificateRequestOptions {
  /** The built-in approver runs. False plants the cause "approval missing". Default true. */
  approve?: boolean;
}

/** CertificateRequest → approved, then signed by its issuer. */
export function createCertificateRequestController({
  approve = true,
}: CertificateRequestOptions = {}): Controller {
  return {
    name: 'certificaterequests',
    keysFor: ({ object }, { state }): ObjectKey[] =>
      object.kind === 'Issuer' || object.kind === 'ClusterIssuer'
        ? state.list(CERTIFICATE_REQUEST).filter(isOpen).map(keyOf)
        : selfOrOwner(object, 'CertificateRequest'),
    async reconcile({ namespace, name }, context) {
      const { state } = context;
      const installed = installation(state);
      const request =
        installed && state.get(CERTIFICATE_REQUEST, namespace, name);
      if (!request || !installed || !isOpen(request)) {
        return;
      }
      if (!isTrue(request.status?.conditions, 'Approved')) {
        if (approve) {
          writeApproval(request, context);
        }
        return;
      }
      write(request, await sign(request, installed, context), context);
    },
  };
}

function isOpen({ status }: CertificateRequest): boolean {
  const ready = conditionOf(status?.conditions, 'Ready');
  return (
    ready?.status !== 'True' &&
    ready?.reason !== 'Failed' &&
    ready?.reason !== 'Denied'
  );
}

function writeApproval(
  request: CertificateRequest,
  { state, clock }: ControllerContext,
): void {
  const conditions = withCondition(
    request.status?.conditions,
    {
      type: 'Approved',
      status: 'True',
      reason: 'cert-manager.io',
      message: 'Certificate request has been approved by cert-manager.io',
    },
    clock.now(),
  );
  state.setStatus(
    CERTIFICATE_REQUEST,
    request,
    { ...request.status, conditions },
    'cert-manager-certificaterequests-approver',
  );
}

async function sign(
  request: CertificateRequest,
  installed: Installation,
  context: ControllerContext,
): Promise<Outcome> {
  const { issuerRef } = request.spec;
  const { namespace } = request.metadata;
  const issuer = findIssuer(context.state, issuerRef, namespace);
  if (!issuer) {
    const kind = issuerRef.kind ?? 'Issuer';
    return {
      kind: 'pending',
      message: `Referenced "${kind}" not found: ${kind.toLowerCase()}.cert-manager.io "${
        issuerRef.name
      }" not found`,
    };
  }
  if (!isTrue(issuer.status?.conditions, 'Ready')) {
    return {
      kind: 'pending',
      message: 'Referenced issuer does not have a Ready status condition',
    };
  }
  if (issuer.spec.acme) {
    return byOrder(request, context);
  }
  return issuer.spec.ca
    ? byCa(request, issuer, issuer.spec.ca.secretName, installed, context)
    : byOwnKey(request, context);
}

function lifetime({ spec }: CertificateRequest, now: Date) {
  const ms = parseGoDuration(spec.duration) ?? DEFAULT_LIFETIME_MS;
  return {
    notBefore: now,
    notAfter: new Date(now.getTime() + ms),
    isCa: spec.isCA,
  };
}

function pemOf({ spec }: Pick<CertificateRequest, 'spec'>): string {
  return Buffer.from(spec.request, 'base64').toString();
}

async function byOwnKey(
  request: CertificateRequest,
  { state, clock }: ControllerContext,
): Promise<Outcome> {
  const name = request.metadata.annotations?.[PRIVATE_KEY_SECRET];
  const key = name
    ? state.get(SECRET, request.metadata.namespace, name)?.data?.['tls.key']
    : undefined;
  if (!key) {
    return {
      kind: 'pending',
      message: `Referenced secret ${request.metadata.namespace}/${name} not found`,
    };
  }
  const signed = await selfSignRequest(
    pemOf(request),
    Buffer.from(key, 'base64').toString(),
    lifetime(request, clock.now()),
  );
  return { kind: 'issued', certificate: signed.chain, ca: signed.ca };
}

async function byCa(
  request: CertificateRequest,
  issuer: Issuer,
  secretName: string,
  installed: Installation,
  { state, clock }: ControllerContext,
): Promise<Outcome> {
  const namespace = secretNamespace(issuer, installed);
  const data = state.get(SECRET, namespace, secretName)?.data ?? {};
  const text = (key: string) =>
    Buffer.from(data[key] ?? '', 'base64').toString();
  try {
    const authority = await readCertificateAuthority(
      text('tls.crt'),
      text('tls.key'),
    );
    const signed = await signRequest(
      authority,
      pemOf(request),
      lifetime(request, clock.now()),
    );
    return { kind: 'issued', certificate: signed.chain, ca: signed.ca };
  } catch {
    return {
      kind: 'pending',
      message: `Failed to parse signing CA keypair from secret ${namespace}/${secretName}`,
    };
  }
}

function byOrder(
  request: CertificateRequest,
  { state }: ControllerContext,
): Outcome {
  const { namespace, name } = request.metadata;
  const orderName = `${name}-${numberHash(request.metadata.uid ?? name)}`;
  const order = state.get(ORDER, namespace, orderName);
  if (!order) {
    state.create(newOrder(request, orderName), MANAGER);
  }
  const current = order?.status?.state ?? '';
  switch (current) {
    case 'valid':
      return {
        kind: 'issued',
        certificate: Buffer.from(
          order?.status?.certificate ?? '',
          'base64',
        ).toString(),
        ca: '',
      };
    case 'invalid':
    case 'errored':
    case 'expired':
      return {
        kind: 'failed',
        message: `Failed to wait for order resource "${orderName}" to become ready: order is in "${current}" state: ${
          order?.status?.reason ?? ''
        }`,
      };
    default:
      return {
        kind: 'pending',
        message: order
          ? `Waiting on certificate issuance from order ${namespace}/${orderName}: "${
              current || 'pending'
            }"`
          : `Created Order resource ${namespace}/${orderName}`,
      };
  }
}

function newOrder(request: CertificateRequest, name: string): Order {
  return {
    apiVersion: ORDER.apiVersion,
    kind: ORDER.kind,
    metadata: {
      name,
      namespace: request.metadata.namespace,
      labels: request.metadata.labels,
      annotations: request.metadata.annotations,
      ownerReferences: [controllerReference(request)],
    },
    spec: {
      request: request.spec.request,
      issuerRef: request.spec.issuerRef,
      dnsNames: namesInRequestPem(pemOf(request)),
    },
  };
}

function write(
  request: CertificateRequest,
  outcome: Outcome,
  { state, clock }: ControllerContext,
): void {
  const now = clock.now();
  const conditions = withCondition(
    request.status?.conditions,
    readyCondition(outcome),
    now,
  );
  const base64 = (text: string) =>
    text ? Buffer.from(text).toString('base64') : undefined;
  state.setStatus(
    CERTIFICATE_REQUEST,
    request,
    {
      ...request.status,
      conditions,
      ...(outcome.kind === 'issued'
        ? { certificate: base64(outcome.certificate), ca: base64(outcome.ca) }
        : {}),
      ...(outcome.kind === 'failed' ? { failureTime: timestamp(now) } : {}),
    },
    MANAGER,
  );
}

function readyCondition(outcome: Outcome): StatusCondition {
  switch (outcome.kind) {
    case 'issued':
      return {
        type: 'Ready',
        status: 'True',
        reason: 'Issued',
        message: 'Certificate fetched from issuer successfully',
      };
    case 'failed':
      return {
        type: 'Ready',
        status: 'False',
        reason: 'Failed',
        message: outcome.message,
      };
    default:
      return {
        type: 'Ready',
        status: 'False',
        reason: 'Pending',
        message: outcome.message,
      };
  }
}
