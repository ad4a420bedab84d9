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
  STACK_LABEL,
  StackSpec,
  Wait,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { MANAGED_BY, MANAGED_BY_LABEL, ownedBy } from '../labels';
import { StageRenderer } from './StageContext';

/**
 * `test-certificate` proves the whole way from issuer to Secret, for the Matrix
 * cluster's own domain: a name that certainly is, or will be, in DNS. The
 * deployment's Ingresses ask for their certificates themselves; only a wildcard
 * has no Ingress to ask for it.
 */
export const certificates: StageRenderer = ({ spec }) => {
  const stage = { id: 'certificates', title: 'Certificates' } as const;
  if (spec.certificates.management === 'external') {
    return {
      ...stage,
      objects: [],
      waits: [],
      note: 'No Certificates: TLS Secrets come from an external PKI',
    };
  }
  const objects = [
    certificate(spec, 'test-certificate', {
      secretName: 'test-tls',
      dnsNames: [spec.domain],
    }),
  ];
  if (spec.certificates.wildcard) {
    objects.push(
      certificate(spec, 'matrix-tls', {
        secretName: 'matrix-tls',
        ...commonNameOf(spec.domain),
        dnsNames: [spec.domain, `*.${spec.domain}`],
      }),
    );
  }
  return {
    ...stage,
    objects: objects.map(ownedBy(spec, 'certificates')),
    waits: objects.map(({ metadata }) => readyWait(spec, metadata.name)),
  };
};

function certificate(
  spec: StackSpec,
  name: string,
  subject: { secretName: string; commonName?: string; dnsNames: string[] },
): KubernetesObject {
  return {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name, namespace: spec.namespace },
    spec: {
      ...subject,
      // By these an uninstall knows the Secret that was made for the stack.
      secretTemplate: {
        labels: { [MANAGED_BY_LABEL]: MANAGED_BY, [STACK_LABEL]: spec.name },
      },
      issuerRef: {
        group: 'cert-manager.io',
        kind: 'ClusterIssuer',
        name: spec.certificates.issuer,
      },
      privateKey: {
        algorithm: 'ECDSA',
        size: 256,
        // The default only since cert-manager 1.18.
        rotationPolicy: 'Always',
      },
    },
  };
}

/** X.509 has room for 64 characters; longer names stand among the DNS names alone. */
function commonNameOf(domain: string): { commonName?: string } {
  return domain.length <= 64 ? { commonName: domain } : {};
}

/** Let's Encrypt needs DNS and port 80 from outside, which may come later; own issuers need nothing. */
function readyWait(spec: StackSpec, name: string): Wait {
  return {
    kind: 'certificateReady',
    namespace: spec.namespace,
    name,
    required: !spec.certificates.issuer.startsWith('letsencrypt'),
  };
}
