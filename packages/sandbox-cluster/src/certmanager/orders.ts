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

import { timestamp } from '../controllers/conditions';
import {
  Controller,
  ControllerContext,
  ReconcileResult,
  selfOrOwner,
} from '../controllers/Controller';
import { controllerReference, shortHash } from '../controllers/podTemplate';
import { AcmeServer } from './AcmeServer';
import { recordEvent } from './events';
import { installation } from './installation';
import { findIssuer } from './issuers';
import {
  AcmeSolver,
  AcmeState,
  Challenge,
  CHALLENGE,
  Issuer,
  Order,
  ORDER,
} from './kinds';
import { numberHash } from './numberHash';
import { signRequest } from './pki';

const MANAGER = 'cert-manager-orders';
const DAY_MS = 24 * 3_600_000;

/** Keeps a Challenge until its solver objects are gone. */
export const CHALLENGE_FINALIZER = 'acme.cert-manager.io/finalizer';

const FINAL: readonly AcmeState[] = ['valid', 'invalid', 'expired', 'errored'];

/** Order → one Challenge for each name, then the certificate. */
export function createOrderController(acme: AcmeServer): Controller {
  return {
    name: 'orders',
    keysFor: ({ object }) => selfOrOwner(object, 'Order'),
    async reconcile({ namespace, name }, context) {
      const { state } = context;
      const order = installation(state) && state.get(ORDER, namespace, name);
      const issuer =
        order && findIssuer(state, order.spec.issuerRef, namespace);
      if (!order || !issuer || FINAL.includes(order.status?.state ?? '')) {
        return undefined;
      }
      return order.status?.url
        ? proceed(order, issuer, acme, context)
        : place(order, issuer, acme, context);
    },
  };
}

/** Creates the order at the ACME server. */
function place(
  order: Order,
  issuer: Issuer,
  acme: AcmeServer,
  { state, clock }: ControllerContext,
): ReconcileResult {
  const now = clock.now();
  const names = order.spec.dnsNames ?? [];
  const refusal = acme.orderError(names, now);
  if (refusal) {
    state.setStatus(
      ORDER,
      order,
      {
        state: 'errored',
        reason: `Failed to create Order: ${refusal}`,
        failureTime: timestamp(now),
      },
      MANAGER,
    );
    return undefined;
  }
  const { origin } = new URL(issuer.spec.acme?.server ?? 'https://localhost');
  const id = numberHash(order.metadata.uid ?? '');
  state.setStatus(
    ORDER,
    order,
    {
      state: 'pending',
      url: `${origin}/acme/order/1/${id}`,
      finalizeURL: `${origin}/acme/finalize/1/${id}`,
      authorizations: names.map(name => authorization(origin, id, name)),
    },
    MANAGER,
  );
  return undefined;
}

function authorization(origin: string, id: number, name: string) {
  const wildcard = name.startsWith('*.');
  const number = numberHash(`${id}/${name}`);
  const types = wildcard ? ['dns-01'] : ['http-01', 'dns-01', 'tls-alpn-01'];
  return {
    url: `${origin}/acme/authz/1/${number}`,
    identifier: wildcard ? name.slice(2) : name,
    wildcard,
    initialState: 'pending' as const,
    challenges: types.map(type => ({
      type,
      token: shortHash([number, 'token'], 32),
      url: `${origin}/acme/chall/1/${number}/${shortHash([number, type], 6)}`,
    })),
  };
}

async function proceed(
  order: Order,
  issuer: Issuer,
  acme: AcmeServer,
  context: ControllerContext,
): Promise<ReconcileResult> {
  const { state, delayMs } = context;
  const wanted = challengesOf(order, issuer);
  if (!wanted) {
    recordEvent(context, order, {
      type: 'Warning',
      reason: 'Solver',
      message:
        'Failed to determine a valid solver configuration for the set of domains on the Order: no configured challenge solvers can be used for this challenge',
    });
    return undefined;
  }
  const { namespace } = order.metadata;
  const current = wanted.map(challenge =>
    state.get(CHALLENGE, namespace, challenge.metadata.name),
  );
  wanted
    .filter((_, index) => !current[index])
    .forEach(challenge => state.create(challenge, MANAGER));
  const states = current.map(challenge => challenge?.status?.state ?? '');
  if (states.some(value => value === 'invalid' || value === 'errored')) {
    const failed = current.find(
      challenge => challenge?.status?.state === 'invalid',
    );
    fail(order, failed?.status?.reason ?? '', context);
    return undefined;
  }
  if (!states.every(value => value === 'valid')) {
    return undefined;
  }
  return order.status?.state === 'ready'
    ? finalize(order, acme, context)
    : becomeReady(order, delayMs, context);
}

/** The Challenges that the order needs; undefined where no solver can do one of them. */
function challengesOf(order: Order, issuer: Issuer): Challenge[] | undefined {
  const challenges = (order.status?.authorizations ?? []).map(authz => {
    const dnsName = authz.identifier ?? '';
    const solver = solverFor(
      issuer.spec.acme?.solvers ?? [],
      dnsName,
      authz.wildcard ?? false,
    );
    const type = solver?.http01 ? 'http-01' : 'dns-01';
    const offered = authz.challenges?.find(option => option.type === type);
    return solver && offered
      ? newChallenge(order, authz, solver, offered)
      : undefined;
  });
  const found = challenges.filter(challenge => challenge !== undefined);
  return found.length === challenges.length ? found : undefined;
}

function newChallenge(
  order: Order,
  authz: NonNullable<NonNullable<Order['status']>['authorizations']>[number],
  solver: AcmeSolver,
  offered: { url: string; token: string },
): Challenge {
  const dnsName = authz.identifier ?? '';
  return {
    apiVersion: CHALLENGE.apiVersion,
    kind: CHALLENGE.kind,
    metadata: {
      name: `${order.metadata.name}-${numberHash(authz.url)}`,
      namespace: order.metadata.namespace,
      finalizers: [CHALLENGE_FINALIZER],
      ownerReferences: [controllerReference(order)],
    },
    spec: {
      url: offered.url,
      authorizationURL: authz.url,
      dnsName,
      wildcard: authz.wildcard,
      type: solver.http01 ? 'HTTP-01' : 'DNS-01',
      token: offered.token,
      key: `${offered.token}.${shortHash([offered.token, 'thumbprint'], 32)}`,
      solver,
      issuerRef: order.spec.issuerRef,
    },
  };
}

/** The solver with the closest selector; wildcards can be done by DNS-01 alone. */
function solverFor(
  solvers: readonly AcmeSolver[],
  dnsName: string,
  wildcard: boolean,
): AcmeSolver | undefined {
  const score = ({ selector }: AcmeSolver): number => {
    if (!selector) {
      return 1;
    }
    if (selector.dnsNames?.includes(dnsName)) {
      return 1_000;
    }
    const zone = (selector.dnsZones ?? [])
      .filter(name => dnsName === name || dnsName.endsWith(`.${name}`))
      .sort((a, b) => b.length - a.length)[0];
    return zone ? 2 + zone.length : 0;
  };
  return solvers
    .filter(({ dns01 }) => !wildcard || dns01)
    .filter(solver => score(solver) > 0)
    .sort((a, b) => score(b) - score(a))[0];
}

function fail(
  order: Order,
  reason: string,
  { state, clock }: ControllerContext,
): void {
  state.setStatus(
    ORDER,
    order,
    {
      ...order.status,
      state: 'invalid',
      reason,
      failureTime: timestamp(clock.now()),
    },
    MANAGER,
  );
}

function becomeReady(
  order: Order,
  delayMs: number,
  { state }: ControllerContext,
): ReconcileResult {
  state.setStatus(ORDER, order, { ...order.status, state: 'ready' }, MANAGER);
  return { requeueAfterMs: delayMs };
}

async function finalize(
  order: Order,
  acme: AcmeServer,
  { state, clock }: ControllerContext,
): Promise<ReconcileResult> {
  const now = clock.now();
  const signed = await signRequest(
    await acme.authority(now),
    Buffer.from(order.spec.request, 'base64').toString(),
    {
      // Let's Encrypt dates certificates back by an hour, against slow clocks.
      notBefore: new Date(now.getTime() - 3_600_000),
      notAfter: new Date(
        now.getTime() + acme.lifetimeDays * DAY_MS - 3_600_000,
      ),
    },
  );
  state.setStatus(
    ORDER,
    order,
    {
      ...order.status,
      state: 'valid',
      certificate: Buffer.from(signed.chain).toString('base64'),
    },
    MANAGER,
  );
  const { namespace, uid } = order.metadata;
  state
    .list(CHALLENGE, { namespace })
    .filter(({ metadata }) =>
      metadata.ownerReferences?.some(reference => reference.uid === uid),
    )
    .forEach(({ metadata }) =>
      state.remove(CHALLENGE, namespace, metadata.name),
    );
  return undefined;
}
