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

import { conditionOf, withCondition } from '../controllers/conditions';
import {
  Controller,
  ControllerContext,
  keyOf,
  ReconcileResult,
} from '../controllers/Controller';
import { Kind, SECRET, StatusCondition } from '../controllers/kinds';
import { AcmeServer } from './AcmeServer';
import { ClusterState } from '../controllers/ClusterState';
import { installation, Installation } from './installation';
import { CLUSTER_ISSUER, Issuer, ISSUER, IssuerReference } from './kinds';
import { generatePrivateKey } from './pki';

type Verdict = Pick<StatusCondition, 'status' | 'reason' | 'message'> & {
  retry?: boolean;
};

/** Issuers and ClusterIssuers → condition Ready, with an ACME account where they need one. */
export function createIssuerControllers(acme: AcmeServer): Controller[] {
  return [ISSUER, CLUSTER_ISSUER].map(kind => ({
    name: kind === ISSUER ? 'issuers' : 'clusterissuers',
    keysFor: ({ object }, { state }) => {
      if (object.kind === kind.kind) {
        return [keyOf(object)];
      }
      return object.kind === 'Pod' || object.kind === 'Secret'
        ? state.list(kind).filter(needsAnotherLook).map(keyOf)
        : [];
    },
    reconcile: ({ namespace, name }, context) =>
      reconcile(kind, namespace, name, acme, context),
  }));
}

/** Judged for this generation and found good, or beyond repair without a change. */
function needsAnotherLook({ metadata, status, spec }: Issuer): boolean {
  const ready = conditionOf(status?.conditions, 'Ready');
  return (
    ready?.observedGeneration !== metadata.generation ||
    (ready?.status !== 'True' && spec.ca !== undefined)
  );
}

async function reconcile(
  kind: Kind<Issuer>,
  namespace: string | undefined,
  name: string,
  acme: AcmeServer,
  context: ControllerContext,
): Promise<ReconcileResult> {
  const { state, clock, delayMs } = context;
  const installed = installation(state);
  const issuer = installed && state.get(kind, namespace, name);
  if (!issuer || !installed || !needsAnotherLook(issuer)) {
    return undefined;
  }
  const verdict = await judge(issuer, installed, acme, context);
  const { retry, ...condition } = verdict;
  state.setStatus(
    kind,
    issuer,
    {
      ...issuer.status,
      ...(issuer.spec.acme && condition.status === 'True'
        ? {
            acme: {
              uri: `${new URL(issuer.spec.acme.server).origin}/acme/acct/1`,
              lastRegisteredEmail: issuer.spec.acme.email,
            },
          }
        : {}),
      conditions: withCondition(
        issuer.status?.conditions,
        {
          type: 'Ready',
          ...condition,
          // A failure that is retried stays open for another look.
          ...(retry ? {} : { observedGeneration: issuer.metadata.generation }),
        },
        clock.now(),
      ),
    },
    kind === ISSUER ? 'cert-manager-issuers' : 'cert-manager-clusterissuers',
  );
  return retry ? { requeueAfterMs: delayMs * 10 } : undefined;
}

async function judge(
  issuer: Issuer,
  installed: Installation,
  acme: AcmeServer,
  context: ControllerContext,
): Promise<Verdict> {
  const { spec } = issuer;
  if (spec.acme) {
    return register(issuer, installed, acme, context);
  }
  if (spec.ca) {
    return judgeCa(issuer, spec.ca.secretName, installed, context.state);
  }
  return spec.selfSigned
    ? { status: 'True', reason: 'IsReady', message: '' }
    : {
        status: 'False',
        reason: 'InvalidConfig',
        message: 'no issuer type that this cluster plays: acme, ca, selfSigned',
      };
}

async function register(
  issuer: Issuer,
  installed: Installation,
  acme: AcmeServer,
  { state }: ControllerContext,
): Promise<Verdict> {
  const { server = '', email, privateKeySecretRef } = issuer.spec.acme ?? {};
  if (!URL.canParse(server)) {
    return {
      status: 'False',
      reason: 'InvalidURL',
      message: `Failed to parse existing ACME server URI "${server}"`,
    };
  }
  await keepAccountKey(
    secretNamespace(issuer, installed),
    privateKeySecretRef?.name ?? '',
    state,
  );
  const error = acme.registrationError(server, email || undefined);
  return error
    ? {
        status: 'False',
        reason: 'ErrRegisterACMEAccount',
        message: `Failed to register ACME account: ${error.message}`,
        retry: error.retry,
      }
    : {
        status: 'True',
        reason: 'ACMEAccountRegistered',
        message: 'The ACME account was registered with the ACME server',
      };
}

async function keepAccountKey(
  namespace: string,
  name: string,
  state: ClusterState,
): Promise<void> {
  if (!state.get(SECRET, namespace, name)) {
    const key = await generatePrivateKey({ name: 'RSA', size: 2048 });
    state.createIfAbsent(
      SECRET,
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name, namespace },
        type: 'Opaque',
        data: { 'tls.key': Buffer.from(key).toString('base64') },
      },
      'cert-manager-clusterissuers',
    );
  }
}

function judgeCa(
  issuer: Issuer,
  secretName: string,
  installed: Installation,
  state: ClusterState,
): Verdict {
  const namespace = secretNamespace(issuer, installed);
  const secret = state.get(SECRET, namespace, secretName);
  if (!secret) {
    return {
      status: 'False',
      reason: 'ErrGetKeyPair',
      message: `Error getting keypair for CA issuer: secrets "${secretName}" not found`,
    };
  }
  const missing = ['tls.key', 'tls.crt'].find(key => !secret.data?.[key]);
  return missing
    ? {
        status: 'False',
        reason: 'ErrInvalidKeyPair',
        message: `Invalid signing key pair: no data for "${missing}" in secret '${namespace}/${secretName}'`,
      }
    : {
        status: 'True',
        reason: 'KeyPairVerified',
        message: 'Signing CA verified',
      };
}

/** Where an issuer's Secrets are: its own namespace, or cert-manager's for a ClusterIssuer. */
export function secretNamespace(
  issuer: Issuer,
  { namespace }: Installation,
): string {
  return issuer.metadata.namespace ?? namespace;
}

/** The issuer that a reference in a namespace means. */
export function findIssuer(
  state: ClusterState,
  reference: IssuerReference,
  namespace: string | undefined,
): Issuer | undefined {
  return reference.kind === 'ClusterIssuer'
    ? state.get(CLUSTER_ISSUER, undefined, reference.name)
    : state.get(ISSUER, namespace, reference.name);
}
