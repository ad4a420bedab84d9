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

/** A part of an OpenAPI schema as CustomResourceDefinitions carry it. */
export type Schema = Record<string, unknown>;

export const string: Schema = { type: 'string' };
const integer: Schema = { type: 'integer' };
const boolean: Schema = { type: 'boolean' };
const dateTime: Schema = { type: 'string', format: 'date-time' };
const strings: Schema = { type: 'array', items: string };
const stringMap: Schema = { type: 'object', additionalProperties: string };
/** A part that this miniature does not look into. */
const open: Schema = {
  type: 'object',
  'x-kubernetes-preserve-unknown-fields': true,
};

/** The schema of an object with these properties. */
export function object(
  properties: Record<string, Schema>,
  required: string[] = [],
): Schema {
  return {
    type: 'object',
    properties,
    ...(required.length > 0 ? { required } : {}),
  };
}

const array = (items: Schema): Schema => ({ type: 'array', items });
const oneOf = (...values: string[]): Schema => ({
  type: 'string',
  enum: values,
});

const issuerRef = object({ name: string, kind: string, group: string }, [
  'name',
]);

const secretRef = object({ name: string, key: string }, ['name']);

const conditions: Schema = {
  type: 'array',
  items: object(
    {
      type: string,
      status: oneOf('True', 'False', 'Unknown'),
      reason: string,
      message: string,
      lastTransitionTime: dateTime,
      observedGeneration: integer,
    },
    ['type', 'status'],
  ),
  'x-kubernetes-list-type': 'map',
  'x-kubernetes-list-map-keys': ['type'],
};

const state = oneOf(
  '',
  'valid',
  'ready',
  'pending',
  'processing',
  'invalid',
  'expired',
  'errored',
);

const template = object({
  metadata: object({ labels: stringMap, annotations: stringMap }),
  spec: open,
});

const solver = object({
  selector: object({
    dnsNames: strings,
    dnsZones: strings,
    matchLabels: stringMap,
  }),
  dns01: open,
  http01: object({
    ingress: object({
      ingressClassName: string,
      class: string,
      name: string,
      serviceType: string,
      podTemplate: template,
      ingressTemplate: template,
    }),
    gatewayHTTPRoute: open,
  }),
});

export const issuerSpec = object({
  acme: object(
    {
      server: string,
      email: string,
      privateKeySecretRef: secretRef,
      preferredChain: string,
      profile: string,
      caBundle: string,
      skipTLSVerify: boolean,
      disableAccountKeyGeneration: boolean,
      enableDurationFeature: boolean,
      externalAccountBinding: open,
      solvers: array(solver),
    },
    ['privateKeySecretRef', 'server'],
  ),
  ca: object(
    {
      secretName: string,
      crlDistributionPoints: strings,
      ocspServers: strings,
      issuingCertificateURLs: strings,
    },
    ['secretName'],
  ),
  selfSigned: object({ crlDistributionPoints: strings }),
  vault: open,
  venafi: open,
});

export const issuerStatus = object({
  acme: object({
    uri: string,
    lastRegisteredEmail: string,
    lastPrivateKeyHash: string,
  }),
  conditions,
});

export const certificateSpec = object(
  {
    secretName: string,
    issuerRef,
    dnsNames: strings,
    ipAddresses: strings,
    uris: strings,
    emailAddresses: strings,
    commonName: string,
    subject: open,
    literalSubject: string,
    duration: string,
    renewBefore: string,
    renewBeforePercentage: integer,
    isCA: boolean,
    usages: strings,
    privateKey: object({
      algorithm: oneOf('RSA', 'ECDSA', 'Ed25519'),
      size: integer,
      encoding: oneOf('PKCS1', 'PKCS8'),
      rotationPolicy: oneOf('Never', 'Always'),
    }),
    signatureAlgorithm: string,
    encodeUsagesInRequest: boolean,
    revisionHistoryLimit: integer,
    secretTemplate: object({ labels: stringMap, annotations: stringMap }),
    keystores: open,
    nameConstraints: open,
    otherNames: array(open),
    additionalOutputFormats: array(open),
  },
  ['issuerRef', 'secretName'],
);

export const certificateStatus = object({
  conditions,
  notBefore: dateTime,
  notAfter: dateTime,
  renewalTime: dateTime,
  revision: integer,
  failedIssuanceAttempts: integer,
  lastFailureTime: dateTime,
  nextPrivateKeySecretName: string,
});

export const requestSpec = object(
  {
    request: { type: 'string', format: 'byte' },
    issuerRef,
    duration: string,
    isCA: boolean,
    usages: strings,
    username: string,
    uid: string,
    groups: strings,
    extra: open,
  },
  ['issuerRef', 'request'],
);

export const requestStatus = object({
  conditions,
  certificate: { type: 'string', format: 'byte' },
  ca: { type: 'string', format: 'byte' },
  failureTime: dateTime,
});

export const orderSpec = object(
  {
    request: { type: 'string', format: 'byte' },
    issuerRef,
    dnsNames: strings,
    ipAddresses: strings,
    commonName: string,
    duration: string,
    profile: string,
  },
  ['issuerRef', 'request'],
);

export const orderStatus = object({
  state,
  reason: string,
  url: string,
  finalizeURL: string,
  failureTime: dateTime,
  certificate: { type: 'string', format: 'byte' },
  authorizations: array(
    object(
      {
        url: string,
        identifier: string,
        wildcard: boolean,
        initialState: state,
        challenges: array(
          object({ url: string, token: string, type: string }, [
            'url',
            'token',
            'type',
          ]),
        ),
      },
      ['url'],
    ),
  ),
});

export const challengeSpec = object(
  {
    url: string,
    authorizationURL: string,
    dnsName: string,
    wildcard: boolean,
    type: oneOf('HTTP-01', 'DNS-01'),
    token: string,
    key: string,
    solver,
    issuerRef,
  },
  [
    'authorizationURL',
    'dnsName',
    'issuerRef',
    'key',
    'solver',
    'token',
    'type',
    'url',
  ],
);

export const challengeStatus = object({
  state,
  reason: string,
  presented: boolean,
  processing: boolean,
});
