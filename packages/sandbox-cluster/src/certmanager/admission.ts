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

import { WebhookServer } from '../controllers/webhookCall';
import { SECRET } from '../controllers/kinds';
import { parseGoDuration } from './durations';
import { runs } from './installation';
import { Certificate, Issuer } from './kinds';
import { WEBHOOK_CA_SECRET } from './webhookCa';

const HOUR_MS = 3_600_000;
const FIVE_MINUTES_MS = 300_000;

/** cert-manager's admission webhook: what its schemas can't say of issuers and certificates. */
export const certManagerAdmission: WebhookServer = {
  runsIn: pod => runs(pod, 'webhook'),
  servingCa: (pod, state) =>
    state.get(SECRET, pod.metadata.namespace, WEBHOOK_CA_SECRET)?.data?.[
      'ca.crt'
    ],
  review({ kind, object }, path) {
    if (path !== '/validate') {
      return undefined;
    }
    const problems = problemsOf(kind, object);
    const message =
      problems.length > 1 ? `[${problems.join(', ')}]` : problems[0];
    return message === undefined ? undefined : { message, code: 403 };
  },
};

function problemsOf(kind: string, object: unknown): string[] {
  switch (kind) {
    case 'Certificate':
      return certificateProblems(object as Certificate);
    case 'Issuer':
    case 'ClusterIssuer':
      return issuerProblems(object as Issuer);
    default:
      return [];
  }
}

function certificateProblems({ spec }: Certificate): string[] {
  const problems: string[] = [];
  if (!spec.secretName) {
    problems.push('spec.secretName: Required value: must be specified');
  }
  if (!spec.issuerRef?.name) {
    problems.push('spec.issuerRef.name: Required value: must be specified');
  }
  if (!spec.commonName && !spec.dnsNames?.length) {
    problems.push(
      'spec: Invalid value: "": at least one of commonName (from the commonName field or from a literalSubject), dnsNames, uriSANs, ipAddresses, emailSANs or otherNames must be set',
    );
  }
  if (spec.commonName && spec.commonName.length > 64) {
    problems.push('spec.commonName: Too long: may not be more than 64 bytes');
  }
  const kinds = ['Issuer', 'ClusterIssuer'];
  const { kind = 'Issuer' } = spec.issuerRef ?? {};
  if (!kinds.includes(kind)) {
    problems.push(
      `spec.issuerRef.kind: Invalid value: "${kind}": must be one of Issuer or ClusterIssuer`,
    );
  }
  return [...problems, ...durationProblems(spec)];
}

function durationProblems({
  duration: durationText,
  renewBefore: renewBeforeText,
}: Certificate['spec']): string[] {
  const problems: string[] = [];
  const duration = parseGoDuration(durationText) ?? 90 * 24 * HOUR_MS;
  const renewBefore = parseGoDuration(renewBeforeText);
  if (duration < HOUR_MS) {
    problems.push(
      `spec.duration: Invalid value: "${durationText}": certificate duration must be greater than 1h0m0s`,
    );
  }
  if (renewBefore !== undefined && renewBefore < FIVE_MINUTES_MS) {
    problems.push(
      `spec.renewBefore: Invalid value: "${renewBeforeText}": certificate renewBefore must be greater than 5m0s`,
    );
  }
  if (renewBefore !== undefined && renewBefore >= duration) {
    problems.push(
      `spec.renewBefore: Invalid value: "${renewBeforeText}": certificate duration ${
        durationText ?? '2160h0m0s'
      } must be greater than renewBefore ${renewBeforeText}`,
    );
  }
  return problems;
}

function issuerProblems({ spec }: Issuer): string[] {
  const types = Object.keys(spec);
  if (types.length === 0) {
    return ['spec: Required value: at least one issuer must be configured'];
  }
  if (types.length > 1) {
    return [
      `spec.${types[1]}: Forbidden: may not specify more than one issuer type`,
    ];
  }
  return spec.acme ? acmeProblems(spec.acme) : [];
}

function acmeProblems(acme: NonNullable<Issuer['spec']['acme']>): string[] {
  const required: string[] = [];
  if (!acme.privateKeySecretRef?.name) {
    required.push(
      'spec.acme.privateKeySecretRef.name: Required value: private key secret name is a required field',
    );
  }
  if (!acme.server) {
    required.push(
      'spec.acme.server: Required value: acme server URL is a required field',
    );
  }
  const solvers = (acme.solvers ?? []).flatMap((solver, index) =>
    solver.http01 || solver.dns01
      ? []
      : [
          `spec.acme.solvers[${index}]: Required value: no solver type configured`,
        ],
  );
  return [...required, ...solvers];
}
