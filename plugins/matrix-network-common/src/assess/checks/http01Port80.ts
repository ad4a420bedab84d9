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

import { AssessContext, AssessedCertificate } from '../AssessContext';
import { certificateCause } from '../certificateCause';
import { issuerOf } from '../certificateChain';
import { Check } from '../Check';
import { list } from '../text';

/** A certificate that waits for something else says nothing of port 80. */
function isForAnotherReason(
  certificate: AssessedCertificate,
  context: AssessContext,
): boolean {
  const id = certificateCause(certificate, context)?.id;
  return id !== undefined && id !== 'port-80-blocked';
}

/**
 * HTTP-01 behind a NodePort. One certificate that was issued proves that port
 * 80 gets through after all, so it is spoken of while every one waits.
 */
export const http01Port80: Check = {
  code: 'http01-port80',
  about:
    'Where certificates come over HTTP-01, port 80 reaches the ingress controller.',
  needs: ['certificates', 'issuers'],
  run(context) {
    const { exposure, nodePorts, port80Forwarded } = context.spec.ingress;
    if (exposure !== 'nodePort' || port80Forwarded) {
      return [];
    }
    const overHttp01 = context.certificates.filter(({ certificate }) =>
      issuerOf(certificate, context.snapshot.issuers)?.solvers.some(
        ({ type }) => type === 'http01',
      ),
    );
    const waiting = overHttp01.filter(({ health }) =>
      ['issuing', 'failed'].includes(health.state),
    );
    if (
      waiting.length === 0 ||
      waiting.length < overHttp01.length ||
      waiting.some(assessed => isForAnotherReason(assessed, context))
    ) {
      return [];
    }
    const names = waiting.map(({ certificate }) => certificate.name);
    return [
      {
        severity: 'warning',
        subject: {
          kind: 'Certificate',
          namespace: waiting[0].certificate.namespace,
          name: names[0],
        },
        title:
          'HTTP-01 needs port 80, and the ingress controller is on a NodePort',
        cause: `${list(names)} wait${
          names.length === 1 ? 's' : ''
        } for an HTTP-01 challenge. The CA always asks on port 80; the controller listens on NodePort ${
          nodePorts.http
        }, and the spec does not say that anything forwards port 80 to it.`,
        remedy: `Forward port 80 to ${nodePorts.http} on the nodes (balancer, NAT or firewall) and set ingress.port80Forwarded in the spec, or choose exposure loadBalancer or nodeLocal.`,
        workloads: [],
      },
    ];
  },
};
