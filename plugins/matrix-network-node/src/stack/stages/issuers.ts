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
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { INGRESS_CLASS } from '../ingressNginx';
import { shared } from '../labels';
import { StageRenderer } from './StageContext';

const acmeServers = {
  'letsencrypt-prod': 'https://acme-v02.api.letsencrypt.org/directory',
  'letsencrypt-staging':
    'https://acme-staging-v02.api.letsencrypt.org/directory',
};

/** Where the organisation's CA is expected when the spec names no Secret. */
export const DEFAULT_CA_SECRET = 'organisation-ca';

/** The ClusterIssuers; ready once the one that the spec chose is. */
export const issuers: StageRenderer = ({
  spec,
  shared: sharedWith,
  neighbours,
}) => {
  const stage = { id: 'issuers', title: 'Certificate issuers' } as const;
  if (spec.certificates.management === 'external') {
    return {
      ...stage,
      objects: [],
      waits: [],
      note: 'No issuers: TLS Secrets come from an external PKI',
    };
  }
  const wantsAcme = [spec, ...neighbours.map(neighbour => neighbour.spec)].some(
    hasAcmeIssuers,
  );
  const objects = [
    ...(wantsAcme
      ? [
          acmeIssuer('letsencrypt-prod', sharedWith),
          acmeIssuer('letsencrypt-staging', sharedWith),
        ]
      : []),
    clusterIssuer('selfsigned', { selfSigned: {} }),
  ];
  if (spec.certificates.issuer === 'organisation-ca') {
    objects.push(organisationCa(spec));
  }
  return {
    ...stage,
    objects: objects.map(shared('issuers')),
    waits: [{ kind: 'issuerReady', name: spec.certificates.issuer }],
  };
};

/** Issuers are shared: they stay while any Matrix cluster of the Kubernetes cluster has them. */
function hasAcmeIssuers({ certificates }: StackSpec): boolean {
  return (
    certificates.management !== 'external' && certificates.letsEncrypt !== false
  );
}

function clusterIssuer(
  name: string,
  spec: Record<string, unknown>,
): KubernetesObject {
  return {
    apiVersion: 'cert-manager.io/v1',
    kind: 'ClusterIssuer',
    metadata: { name },
    spec,
  };
}

/**
 * The solver's pods get the label that lets the ingress controller reach them,
 * and nothing else: `allow-from-ingress` opens port 8089 to pods that carry it.
 * Their Service stays ClusterIP: as NodePort, the default, it could take 30443.
 */
function acmeIssuer(
  name: keyof typeof acmeServers,
  spec: StackSpec,
): KubernetesObject {
  const { contactEmail } = spec;
  return clusterIssuer(name, {
    acme: {
      server: acmeServers[name],
      ...(contactEmail && { email: contactEmail }),
      privateKeySecretRef: { name },
      solvers: [
        {
          http01: {
            ingress: {
              ingressClassName: INGRESS_CLASS,
              serviceType: 'ClusterIP',
              podTemplate: {
                metadata: { labels: { 'app.kubernetes.io/expose': 'true' } },
              },
            },
          },
        },
      ],
    },
  });
}

function organisationCa(spec: StackSpec): KubernetesObject {
  const secretName =
    spec.certificates.organisationCaSecret ?? DEFAULT_CA_SECRET;
  return clusterIssuer('organisation-ca', { ca: { secretName } });
}
