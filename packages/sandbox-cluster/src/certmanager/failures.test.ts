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

import { conditionOf } from '../controllers/conditions';
import { EVENT, NETWORK_POLICY, POD } from '../controllers/kinds';
import { isReady } from '../controllers/workloadPods';
import { ingressNginxRelease } from '../mirror/ingressNginx';
import { AcmeOutcome } from './AcmeServer';
import { CERTIFICATE_REQUEST, CHALLENGE, CLUSTER_ISSUER, ORDER } from './kinds';
import {
  HOST,
  acmeIssuer,
  selfSigned,
  certificate,
  useCertManagerCluster,
} from '../__testUtils__/certManagerCluster';

describe('cert-manager', () => {
  const { cluster, start, current, ready, withOutcome, challengeReason } =
    useCertManagerCluster();

  describe('an issuer that is not ready', () => {
    const issuerMessage = (pattern: RegExp) =>
      cluster().eventually(`an issuer that says ${pattern}`, () => {
        const condition = conditionOf(
          cluster().state.get(CLUSTER_ISSUER, undefined, 'letsencrypt-prod')
            ?.status?.conditions,
          'Ready',
        );
        return pattern.test(condition?.message ?? '') && condition;
      });

    it.each([
      [
        'admin@example.com',
        /^Failed to register ACME account: 400 urn:ietf:params:acme:error:invalidContact: .*invalid contact domain\. Contact emails @example\.com are forbidden/,
      ],
      ['nobody', /contact email "nobody" is not a valid e-mail address/],
      ['root@localhost', /contact email "root@localhost" has invalid domain/],
    ])('because of the contact %s', async (email, pattern) => {
      await start();
      cluster().apply(acmeIssuer(email), certificate());
      expect(await issuerMessage(pattern)).toMatchObject({
        status: 'False',
        reason: 'ErrRegisterACMEAccount',
      });
      await cluster().eventually('the request to wait for it', () =>
        cluster()
          .state.list(CERTIFICATE_REQUEST)
          .some(
            ({ status }) =>
              conditionOf(status?.conditions, 'Ready')?.message ===
              'Referenced issuer does not have a Ready status condition',
          ),
      );
    });

    it.each([
      ['i/o timeout', /dial tcp 172\.65\.32\.248:443: i\/o timeout/],
      ['no such host', /lookup acme-v02\.api\.letsencrypt\.org .*no such host/],
    ] as const)(
      'because the ACME server gives %s',
      async (reachable, pattern) => {
        await start({ acme: { reachable } });
        cluster().apply(acmeIssuer());
        expect(await issuerMessage(pattern)).toMatchObject({ status: 'False' });
      },
    );
  });

  describe('a certificate that cannot be issued', () => {
    it('names the issuer that does not exist', async () => {
      await start();
      cluster().apply(certificate('nowhere'));
      await cluster().eventually('the request to say so', () =>
        cluster()
          .state.list(CERTIFICATE_REQUEST)
          .some(
            ({ status }) =>
              conditionOf(status?.conditions, 'Ready')?.message ===
              'Referenced "ClusterIssuer" not found: clusterissuer.cert-manager.io "nowhere" not found',
          ),
      );
      expect(conditionOf(current()?.status?.conditions, 'Ready')).toMatchObject(
        {
          reason: 'DoesNotExist',
          message: 'Issuing certificate as Secret does not exist',
        },
      );
    });

    it('waits for approval where no approver runs', async () => {
      await start({ approve: false });
      cluster().apply(selfSigned, certificate('selfsigned'));
      const request = await cluster().eventually(
        'the request',
        () => cluster().state.list(CERTIFICATE_REQUEST)[0],
      );
      expect(request.status?.conditions).toBeUndefined();
    });

    it('stands at the self-check while no ingress controller runs', async () => {
      await start();
      cluster().apply(acmeIssuer(), certificate());
      const reason = await challengeReason(/connection refused/);
      expect(reason).toMatch(
        /^Waiting for HTTP-01 challenge propagation: failed to perform self check GET request 'http:\/\/chat\.example\.org\/\.well-known\/acme-challenge\/\w+': .*connect: connection refused$/,
      );
    });

    it.each<[string, AcmeOutcome, RegExp]>([
      ['DNS is missing', { kind: 'dnsMissing' }, /no such host$/],
      [
        'DNS leads elsewhere',
        { kind: 'wrongTarget' },
        /wrong status code '404', expected '200'$/,
      ],
      [
        'port 80 is closed',
        { kind: 'portBlocked', error: 'connection refused' },
        /connect: connection refused$/,
      ],
      [
        'port 80 is filtered',
        { kind: 'portBlocked', error: 'i/o timeout' },
        /i\/o timeout$/,
      ],
    ])('stands at the self-check while %s', async (_, outcome, pattern) => {
      await withOutcome(outcome);
      cluster().apply(acmeIssuer(), certificate());
      await challengeReason(pattern);
      expect(cluster().state.list(CHALLENGE)[0].status).toMatchObject({
        state: 'pending',
        presented: true,
        processing: true,
      });
    });

    it.each<[string, AcmeOutcome, RegExp]>([
      [
        'cannot connect',
        { kind: 'caCannotConnect', address: '198.51.100.24' },
        /400 urn:ietf:params:acme:error:connection: 198\.51\.100\.24: Fetching http:.*Timeout during connect \(likely firewall problem\)$/,
      ],
      [
        'finds no address',
        { kind: 'caDnsProblem' },
        /400 urn:ietf:params:acme:error:dns: DNS problem: NXDOMAIN looking up A for chat\.example\.org/,
      ],
      [
        'reaches another server',
        { kind: 'caUnauthorized', address: '198.51.100.24' },
        /403 urn:ietf:params:acme:error:unauthorized: 198\.51\.100\.24: Invalid response from http:.*: 404$/,
      ],
    ])('fails and backs off where the CA %s', async (_, outcome, pattern) => {
      await withOutcome(outcome);
      cluster().apply(acmeIssuer(), certificate());
      const { status } = await cluster().eventually('the failure', () => {
        const found = current();
        return found?.status?.failedIssuanceAttempts === 1 && found;
      });
      const issuing = conditionOf(status?.conditions, 'Issuing');
      expect(issuing).toMatchObject({ status: 'False', reason: 'Failed' });
      expect(issuing?.message).toMatch(
        /^The certificate request has failed to complete and will be retried: Failed to wait for order resource "chat-1-\d+" to become ready: order is in "invalid" state: Error accepting authorization: acme: authorization error for chat\.example\.org: /,
      );
      expect(issuing?.message).toMatch(pattern);
      expect(status?.lastFailureTime).toBeDefined();
      expect(cluster().state.list(ORDER)[0].status?.state).toBe('invalid');
    });

    it.each([
      [
        'duplicateCertificate',
        /^Failed to create Order: 429 urn:ietf:params:acme:error:rateLimited: too many certificates \(5\) already issued for this exact set of identifiers in the last 168h0m0s, retry after 2\d{3}-\d\d-\d\d \d\d:\d\d:\d\d UTC: see https:/,
      ],
      [
        'failedAuthorizations',
        /too many failed authorizations \(5\) for "chat\.example\.org" in the last 1h0m0s, retry after/,
      ],
    ] as const)('reports the rate limit %s', async (limit, pattern) => {
      const retryAfter = new Date(Date.now() + 86_400_000);
      await withOutcome({ kind: 'rateLimited', limit, retryAfter });
      cluster().apply(acmeIssuer(), certificate());
      const { status } = await cluster().eventually('an errored order', () =>
        cluster()
          .state.list(ORDER)
          .find(order => order.status?.state === 'errored'),
      );
      expect(status?.reason).toMatch(pattern);
    });

    it('stands with 504 where the policies keep the controller from the solver', async () => {
      await start({ ingress: '1.15.1' });
      cluster().apply(
        {
          apiVersion: NETWORK_POLICY.apiVersion,
          kind: NETWORK_POLICY.kind,
          metadata: { name: 'default-deny-all', namespace: 'matrix' },
          spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
        },
        acmeIssuer(undefined, { 'app.kubernetes.io/expose': 'true' }),
        certificate(),
      );
      expect(
        await challengeReason(/^Waiting for HTTP-01 challenge propagation/),
      ).toMatch(/wrong status code '50[34]', expected '200'$/);
      await challengeReason(/'504'/);
      cluster().apply({
        apiVersion: NETWORK_POLICY.apiVersion,
        kind: NETWORK_POLICY.kind,
        metadata: { name: 'allow-from-ingress', namespace: 'matrix' },
        spec: {
          podSelector: { matchLabels: { 'app.kubernetes.io/expose': 'true' } },
          ingress: [
            {
              from: [
                {
                  namespaceSelector: {
                    matchLabels: {
                      'kubernetes.io/metadata.name': 'ingress-nginx',
                    },
                  },
                },
              ],
              ports: [{ protocol: 'TCP', port: 8089 }],
            },
          ],
        },
      });
      await ready();
    });

    it('has no solver for a wildcard by HTTP-01', async () => {
      await start({ ingress: '1.15.1' });
      cluster().apply(
        acmeIssuer(),
        certificate('letsencrypt-prod', { dnsNames: [`*.${HOST}`] }),
      );
      const event = await cluster().eventually('the event', () =>
        cluster()
          .state.list(EVENT)
          .find(({ reason }) => reason === 'Solver'),
      );
      expect(event.message).toBe(
        'Failed to determine a valid solver configuration for the set of domains on the Order: no configured challenge solvers can be used for this challenge',
      );
    });

    it('cannot present where the ingress webhook refuses the path', async () => {
      await start();
      cluster().apply(
        ...JSON.parse(
          JSON.stringify(ingressNginxRelease('1.15.1')).replaceAll(
            ':v1.15.1@',
            ':v1.12.0@',
          ),
        ),
      );
      await cluster().eventually('the controller', () =>
        cluster().state.list(POD, { namespace: 'ingress-nginx' }).some(isReady),
      );
      cluster().apply(acmeIssuer(), certificate());
      const reason = await challengeReason(/^Error presenting/);
      expect(reason).toMatch(
        /^Error presenting challenge: admission webhook "validate\.nginx\.ingress\.kubernetes\.io" denied the request: ingress contains invalid paths: path \/\.well-known\/acme-challenge\/\w+ cannot be used with pathType Exact$/,
      );
      await cluster().eventually('its event', () =>
        cluster()
          .state.list(EVENT)
          .find(event => event.reason === 'PresentError'),
      );
    });
  });
});
