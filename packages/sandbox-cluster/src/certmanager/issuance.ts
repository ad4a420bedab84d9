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

import { conditionOf, timestamp } from '../controllers/conditions';
import { ControllerContext } from '../controllers/Controller';
import { Secret, SECRET } from '../controllers/kinds';
import { controllerReference, shortHash } from '../controllers/podTemplate';
import {
  IssuanceReason,
  ISSUER_KIND,
  ISSUER_NAME,
  namesOf,
} from './issuanceReason';
import { Certificate, CERTIFICATE_REQUEST, CertificateRequest } from './kinds';
import { createRequest, KeyAlgorithm } from './pki';

const MANAGER = 'cert-manager-certificates-issuing';
const REVISION = 'cert-manager.io/certificate-revision';
const CERTIFICATE_NAME = 'cert-manager.io/certificate-name';
/** Where a request's private key is, for issuers that sign by it. */
export const PRIVATE_KEY_SECRET = 'cert-manager.io/private-key-secret-name';

const CERTIFICATE_REQUEST_TYPE = {
  apiVersion: CERTIFICATE_REQUEST.apiVersion,
  kind: CERTIFICATE_REQUEST.kind,
};

/** How far one issuance is. */
export type IssuanceProgress =
  | { kind: 'idle' }
  | { kind: 'backingOff'; leftMs: number }
  | { kind: 'triggered'; reason: IssuanceReason }
  | { kind: 'requested'; privateKeySecretName: string }
  | { kind: 'waiting' }
  | { kind: 'issued'; revision: number }
  | { kind: 'failed'; reason: string; message: string; at: string };

/** Takes an issuance that has begun one step on: the request, then the Secret. */
export async function continueIssuance(
  certificate: Certificate,
  context: ControllerContext,
): Promise<IssuanceProgress> {
  const { state, clock } = context;
  const { namespace, name } = certificate.metadata;
  const revision = (certificate.status?.revision ?? 0) + 1;
  const requestName = `${name}-${revision}`;
  const request = state.get(CERTIFICATE_REQUEST, namespace, requestName);
  if (request && isOfEarlierAttempt(request, certificate)) {
    state.remove(CERTIFICATE_REQUEST, namespace, requestName);
    return makeRequest(certificate, requestName, revision, context);
  }
  if (!request) {
    return makeRequest(certificate, requestName, revision, context);
  }
  const ready = conditionOf(request.status?.conditions, 'Ready');
  if (ready?.status === 'True' && request.status?.certificate) {
    return store(certificate, request, revision, context);
  }
  return ready?.reason === 'Failed' || ready?.reason === 'Denied'
    ? {
        kind: 'failed',
        reason: ready.reason,
        message: ready.message ?? '',
        at: request.status?.failureTime ?? timestamp(clock.now()),
      }
    : { kind: 'waiting' };
}

function isOfEarlierAttempt(
  { status }: CertificateRequest,
  certificate: Certificate,
): boolean {
  const lastFailure = certificate.status?.lastFailureTime;
  return (
    status?.failureTime !== undefined &&
    lastFailure !== undefined &&
    Date.parse(status.failureTime) <= Date.parse(lastFailure)
  );
}

async function makeRequest(
  certificate: Certificate,
  requestName: string,
  revision: number,
  { state }: ControllerContext,
): Promise<IssuanceProgress> {
  const { namespace, name } = certificate.metadata;
  const { spec } = certificate;
  const made = await createRequest({
    dnsNames: namesOf(spec),
    commonName: spec.commonName,
    key: keyAlgorithm(spec.privateKey),
  });
  const secretName = `${name}-${shortHash([made.request], 5)}`;
  state.create<CertificateRequest>(
    {
      ...CERTIFICATE_REQUEST_TYPE,
      metadata: {
        name: requestName,
        namespace,
        labels: certificate.metadata.labels,
        annotations: {
          [CERTIFICATE_NAME]: name,
          [REVISION]: String(revision),
          [PRIVATE_KEY_SECRET]: secretName,
        },
        ownerReferences: [controllerReference(certificate)],
      },
      spec: {
        request: base64(made.request),
        issuerRef: spec.issuerRef,
        duration: spec.duration,
        isCA: spec.isCA,
      },
    },
    'cert-manager-certificates-request-manager',
  );
  state.remove(
    SECRET,
    namespace,
    certificate.status?.nextPrivateKeySecretName ?? '',
  );
  state.create(
    nextPrivateKey(certificate, secretName, made.privateKey),
    'cert-manager-certificates-key-manager',
  );
  return { kind: 'requested', privateKeySecretName: secretName };
}

/** The Secret that holds the key until the certificate for it is there. */
function nextPrivateKey(
  certificate: Certificate,
  name: string,
  privateKey: string,
): Secret {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name,
      namespace: certificate.metadata.namespace,
      labels: {
        'cert-manager.io/next-private-key': 'true',
        'controller.cert-manager.io/fao': 'true',
      },
      ownerReferences: [controllerReference(certificate)],
    },
    type: 'Opaque',
    data: { 'tls.key': base64(privateKey) },
  };
}

function keyAlgorithm(
  key: Certificate['spec']['privateKey'] = {},
): KeyAlgorithm {
  switch (key.algorithm) {
    case 'Ed25519':
      return { name: 'Ed25519' };
    case 'ECDSA': {
      const size = key.size === 384 || key.size === 521 ? key.size : 256;
      return { name: 'ECDSA', size };
    }
    default: {
      const size = key.size === 3072 || key.size === 4096 ? key.size : 2048;
      return { name: 'RSA', size };
    }
  }
}

/** Puts what was signed, and its key, into the Secret that the Certificate names. */
function store(
  certificate: Certificate,
  request: CertificateRequest,
  revision: number,
  { state }: ControllerContext,
): IssuanceProgress {
  const { namespace, name } = certificate.metadata;
  const { spec } = certificate;
  const keySecretName =
    request.metadata.annotations?.[PRIVATE_KEY_SECRET] ?? '';
  const key = state.get(SECRET, namespace, keySecretName)?.data?.['tls.key'];
  const secret: Secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: spec.secretName,
      namespace,
      labels: {
        'controller.cert-manager.io/fao': 'true',
        ...spec.secretTemplate?.labels,
      },
      annotations: {
        [CERTIFICATE_NAME]: name,
        [ISSUER_NAME]: spec.issuerRef.name,
        [ISSUER_KIND]: spec.issuerRef.kind ?? 'Issuer',
        'cert-manager.io/issuer-group':
          spec.issuerRef.group ?? 'cert-manager.io',
        'cert-manager.io/alt-names': namesOf(spec).join(','),
        'cert-manager.io/common-name': spec.commonName ?? '',
        ...spec.secretTemplate?.annotations,
      },
    },
    type: 'kubernetes.io/tls',
    data: {
      'tls.crt': request.status?.certificate ?? '',
      'tls.key': key ?? '',
      ...(request.status?.ca ? { 'ca.crt': request.status.ca } : {}),
    },
  };
  const current = state.get(SECRET, namespace, spec.secretName);
  if (current) {
    state.update(
      {
        ...current,
        ...secret,
        metadata: { ...current.metadata, ...secret.metadata },
      },
      MANAGER,
    );
  } else {
    state.create(secret, MANAGER);
  }
  state.remove(SECRET, namespace, keySecretName);
  return { kind: 'issued', revision };
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
