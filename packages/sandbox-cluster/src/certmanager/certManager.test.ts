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

import { X509Certificate } from 'node:crypto';
import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { conditionOf, isTrue } from '../controllers/conditions';
import {
  EVENT,
  INGRESS,
  NETWORK_POLICY,
  POD,
  SECRET,
  VALIDATING_WEBHOOK,
} from '../controllers/kinds';
import { isReady } from '../controllers/workloadPods';
import { certManagerRelease } from '../mirror/certManager';
import { ingressNginxRelease } from '../mirror/ingressNginx';
import { TestCluster } from '../testing/TestCluster';
import { AcmeOutcome } from './AcmeServer';
import { CertManagerOptions } from './createCertManager';
import {
  Certificate,
  CERTIFICATE,
  CERTIFICATE_REQUEST,
  CHALLENGE,
  CLUSTER_ISSUER,
  ORDER,
} from './kinds';

const HOST = 'chat.example.org';

const solver = (labels: Record<string, string> = {}) => ({
  http01: {
    ingress: {
      ingressClassName: 'nginx',
      serviceType: 'ClusterIP',
      podTemplate: { metadata: { labels } },
    },
  },
});

const acmeIssuer = (
  email = 'ops@example-messenger.org',
  labels?: Record<string, string>,
): KubernetesObject => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'ClusterIssuer',
  metadata: { name: 'letsencrypt-prod' },
  spec: {
    acme: {
      server: 'https://acme-v02.api.letsencrypt.org/directory',
      email,
      privateKeySecretRef: { name: 'letsencrypt-prod' },
      solvers: [solver(labels)],
    },
  },
});

const selfSigned: KubernetesObject = {
  apiVersion: 'cert-manager.io/v1',
  kind: 'ClusterIssuer',
  metadata: { name: 'selfsigned' },
  spec: { selfSigned: {} },
};

const certificate = (
  issuer = 'letsencrypt-prod',
  spec: Partial<Certificate['spec']> = {},
): Certificate => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: { name: 'chat', namespace: 'matrix' },
  spec: {
    secretName: 'chat-tls',
    dnsNames: [HOST],
    issuerRef: { name: issuer, kind: 'ClusterIssuer' },
    privateKey: { algorithm: 'ECDSA', size: 256 },
    ...spec,
  },
});

describe('cert-manager', () => {
  let cluster: TestCluster;

  afterEach(() => cluster.close());

  const webhookAnswers = () =>
    cluster.eventually(
      "the CA of cert-manager's webhook",
      () =>
        cluster.state.get(VALIDATING_WEBHOOK, undefined, 'cert-manager-webhook')
          ?.webhooks?.[0].clientConfig.caBundle,
    );

  async function start(
    options: CertManagerOptions & { version?: string; ingress?: string } = {},
  ): Promise<void> {
    const { version = '1.21.1', ingress, ...certManager } = options;
    cluster = new TestCluster({ certManager });
    cluster.apply(...(certManagerRelease(version) ?? []));
    if (ingress) {
      cluster.apply(...(ingressNginxRelease(ingress) ?? []));
      await cluster.eventually(
        'the CA of ingress-nginx',
        () =>
          cluster.state.get(
            VALIDATING_WEBHOOK,
            undefined,
            'ingress-nginx-admission',
          )?.webhooks?.[0].clientConfig.caBundle &&
          cluster.state.list(POD, { namespace: 'ingress-nginx' }).some(isReady),
      );
    }
    if (version !== '1.14.0') {
      await webhookAnswers();
    }
  }

  const current = () => cluster.state.get(CERTIFICATE, 'matrix', 'chat');
  const ready = () =>
    cluster.eventually('the Certificate to be ready', () => {
      const found = current();
      return isTrue(found?.status?.conditions, 'Ready') && found;
    });
  const withOutcome = (outcome: AcmeOutcome) =>
    start({ ingress: '1.15.1', acme: { outcomes: { [HOST]: outcome } } });
  const challengeReason = (pattern: RegExp) =>
    cluster.eventually(`a Challenge that says ${pattern}`, () =>
      cluster.state
        .list(CHALLENGE)
        .map(({ status }) => status?.reason)
        .find(reason => reason !== undefined && pattern.test(reason)),
    );
  const x509 = () => {
    const data = cluster.state.get(SECRET, 'matrix', 'chat-tls')?.data ?? {};
    return new X509Certificate(Buffer.from(data['tls.crt'], 'base64'));
  };

  describe('issuing', () => {
    it('gets a real certificate by an Order and an HTTP-01 Challenge', async () => {
      await start({ ingress: '1.15.1' });
      const solvers: KubernetesObject[] = [];
      cluster.store.subscribe(({ object }) => {
        if (object.metadata.name.startsWith('cm-acme-http-solver-')) {
          solvers.push(object);
        }
      });
      cluster.apply(
        acmeIssuer(undefined, { 'app.kubernetes.io/expose': 'true' }),
        certificate(),
      );
      const { status } = await ready();
      expect(solvers.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining(['Pod', 'Service', 'Ingress']),
      );
      expect(
        solvers.find(({ kind }) => kind === 'Pod')?.metadata.labels,
      ).toMatchObject({
        'acme.cert-manager.io/http01-solver': 'true',
        'app.kubernetes.io/expose': 'true',
      });
      expect(status?.revision).toBe(1);
      const issued = x509();
      expect(issued.subjectAltName).toBe(`DNS:${HOST}`);
      expect(issued.issuer).toContain('SANDBOX');
      const lifetime =
        Date.parse(issued.validTo) - Date.parse(issued.validFrom);
      expect(lifetime / 86_400_000).toBeCloseTo(90, 1);
      expect(Date.parse(status?.notAfter ?? '')).toBe(
        Date.parse(issued.validTo),
      );
      expect(
        (Date.parse(status?.renewalTime ?? '') -
          Date.parse(status?.notBefore ?? '')) /
          lifetime,
      ).toBeCloseTo(2 / 3, 4);
      await cluster.eventually(
        'the solver to be gone',
        () =>
          cluster.state.list(CHALLENGE).length === 0 &&
          !cluster.state
            .list(POD, { namespace: 'matrix' })
            .some(({ metadata }) => metadata.name.startsWith('cm-acme')),
      );
    });

    it.each([
      ['ECDSA', 384, 'ec'],
      ['RSA', 2048, 'rsa'],
    ] as const)(
      'signs itself with a key of %s',
      async (algorithm, size, type) => {
        await start();
        cluster.apply(
          selfSigned,
          certificate('selfsigned', {
            dnsNames: [HOST, `*.${HOST}`],
            duration: '2400h',
            privateKey: { algorithm, size },
          }),
        );
        await ready();
        const issued = x509();
        expect(issued.publicKey.asymmetricKeyType).toBe(type);
        expect(issued.verify(issued.publicKey)).toBe(true);
        expect(issued.subjectAltName).toBe(`DNS:${HOST}, DNS:*.${HOST}`);
        expect(
          (Date.parse(issued.validTo) - Date.parse(issued.validFrom)) /
            3_600_000,
        ).toBe(2400);
      },
    );

    it("signs with an organisation's CA, and says which Secret it misses", async () => {
      await start();
      cluster.apply({
        ...selfSigned,
        metadata: { name: 'organisation' },
        spec: { ca: { secretName: 'organisation-ca' } },
      });
      const issuerReady = () =>
        conditionOf(
          cluster.state.get(CLUSTER_ISSUER, undefined, 'organisation')?.status
            ?.conditions,
          'Ready',
        );
      await cluster.eventually(
        'the missing Secret',
        () =>
          issuerReady()?.message ===
          'Error getting keypair for CA issuer: secrets "organisation-ca" not found',
      );
      cluster.apply(selfSigned, {
        ...certificate('selfsigned', {
          secretName: 'organisation-ca',
          isCA: true,
          commonName: 'Organisation CA',
        }),
        metadata: { name: 'ca', namespace: 'cert-manager' },
      });
      await cluster.eventually(
        'the CA issuer',
        () => issuerReady()?.status === 'True',
      );
      cluster.apply(certificate('organisation'));
      await ready();
      expect(x509().issuer).toBe('CN=Organisation CA');
    });

    it('makes a Certificate for an Ingress that names an issuer', async () => {
      await start();
      cluster.apply(selfSigned, {
        apiVersion: INGRESS.apiVersion,
        kind: INGRESS.kind,
        metadata: {
          name: 'chat',
          namespace: 'matrix',
          annotations: { 'cert-manager.io/cluster-issuer': 'selfsigned' },
        },
        spec: {
          tls: [{ hosts: [HOST], secretName: 'chat-tls' }],
          rules: [{ host: HOST }],
        },
      });
      const made = await cluster.eventually('the Certificate', () =>
        cluster.state.get(CERTIFICATE, 'matrix', 'chat-tls'),
      );
      expect(made.spec.dnsNames).toEqual([HOST]);
      expect(made.metadata.ownerReferences?.[0].kind).toBe('Ingress');
    });

    it('issues again when the Secret is deleted, as the next revision', async () => {
      await start();
      cluster.apply(selfSigned, certificate('selfsigned'));
      await ready();
      cluster.store.delete(SECRET, 'matrix', 'chat-tls');
      const { status } = await cluster.eventually('revision 2', () => {
        const found = current();
        return found?.status?.revision === 2 && found;
      });
      expect(status?.revision).toBe(2);
    });
  });

  describe('an issuer that is not ready', () => {
    const issuerMessage = (pattern: RegExp) =>
      cluster.eventually(`an issuer that says ${pattern}`, () => {
        const condition = conditionOf(
          cluster.state.get(CLUSTER_ISSUER, undefined, 'letsencrypt-prod')
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
      cluster.apply(acmeIssuer(email), certificate());
      expect(await issuerMessage(pattern)).toMatchObject({
        status: 'False',
        reason: 'ErrRegisterACMEAccount',
      });
      await cluster.eventually('the request to wait for it', () =>
        cluster.state
          .list(CERTIFICATE_REQUEST)
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
        cluster.apply(acmeIssuer());
        expect(await issuerMessage(pattern)).toMatchObject({ status: 'False' });
      },
    );
  });

  describe('a certificate that cannot be issued', () => {
    it('names the issuer that does not exist', async () => {
      await start();
      cluster.apply(certificate('nowhere'));
      await cluster.eventually('the request to say so', () =>
        cluster.state
          .list(CERTIFICATE_REQUEST)
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
      cluster.apply(selfSigned, certificate('selfsigned'));
      const request = await cluster.eventually(
        'the request',
        () => cluster.state.list(CERTIFICATE_REQUEST)[0],
      );
      expect(request.status?.conditions).toBeUndefined();
    });

    it('stands at the self-check while no ingress controller runs', async () => {
      await start();
      cluster.apply(acmeIssuer(), certificate());
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
      cluster.apply(acmeIssuer(), certificate());
      await challengeReason(pattern);
      expect(cluster.state.list(CHALLENGE)[0].status).toMatchObject({
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
      cluster.apply(acmeIssuer(), certificate());
      const { status } = await cluster.eventually('the failure', () => {
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
      expect(cluster.state.list(ORDER)[0].status?.state).toBe('invalid');
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
      cluster.apply(acmeIssuer(), certificate());
      const { status } = await cluster.eventually('an errored order', () =>
        cluster.state
          .list(ORDER)
          .find(order => order.status?.state === 'errored'),
      );
      expect(status?.reason).toMatch(pattern);
    });

    it('stands with 504 where the policies keep the controller from the solver', async () => {
      await start({ ingress: '1.15.1' });
      cluster.apply(
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
      cluster.apply({
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
      cluster.apply(
        acmeIssuer(),
        certificate('letsencrypt-prod', { dnsNames: [`*.${HOST}`] }),
      );
      const event = await cluster.eventually('the event', () =>
        cluster.state.list(EVENT).find(({ reason }) => reason === 'Solver'),
      );
      expect(event.message).toBe(
        'Failed to determine a valid solver configuration for the set of domains on the Order: no configured challenge solvers can be used for this challenge',
      );
    });

    it('cannot present where the ingress webhook refuses the path', async () => {
      await start();
      cluster.apply(
        ...JSON.parse(
          JSON.stringify(ingressNginxRelease('1.15.1')).replaceAll(
            ':v1.15.1@',
            ':v1.12.0@',
          ),
        ),
      );
      await cluster.eventually('the controller', () =>
        cluster.state.list(POD, { namespace: 'ingress-nginx' }).some(isReady),
      );
      cluster.apply(acmeIssuer(), certificate());
      const reason = await challengeReason(/^Error presenting/);
      expect(reason).toMatch(
        /^Error presenting challenge: admission webhook "validate\.nginx\.ingress\.kubernetes\.io" denied the request: ingress contains invalid paths: path \/\.well-known\/acme-challenge\/\w+ cannot be used with pathType Exact$/,
      );
      await cluster.eventually('its event', () =>
        cluster.state
          .list(EVENT)
          .find(event => event.reason === 'PresentError'),
      );
    });
  });

  describe('the webhook', () => {
    it('refuses what it knows to be wrong, in its own words', async () => {
      await start();
      expect(() =>
        cluster.apply(
          certificate('selfsigned', { duration: '2h', renewBefore: '3h' }),
        ),
      ).toThrow(
        /^admission webhook "webhook\.cert-manager\.io" denied the request: spec\.renewBefore: Invalid value: "3h": certificate duration 2h must be greater than renewBefore 3h$/,
      );
    });

    it('never gets its CA in v1.14.0, whose cainjector runs the image of the controller', async () => {
      await start({ version: '1.14.0' });
      await cluster.eventually(
        'all three pods',
        () =>
          cluster.state.list(POD, { namespace: 'cert-manager' }).filter(isReady)
            .length === 3 &&
          cluster.state.get(SECRET, 'cert-manager', 'cert-manager-webhook-ca'),
      );
      expect(() => cluster.apply(selfSigned)).toThrow(
        'Internal error occurred: failed calling webhook "webhook.cert-manager.io": failed to call webhook: Post "https://cert-manager-webhook.cert-manager.svc:443/validate?timeout=30s": tls: failed to verify certificate: x509: certificate signed by unknown authority',
      );
    });

    it('gets it in v1.14.0 once the image is mended', async () => {
      await start({ version: '1.14.0' });
      const deployment = cluster.state.get(
        { group: 'apps', kind: 'Deployment', apiVersion: 'apps/v1' },
        'cert-manager',
        'cert-manager-cainjector',
      );
      cluster.store.update(
        JSON.parse(
          JSON.stringify({
            ...deployment,
            metadata: { ...deployment?.metadata, resourceVersion: undefined },
          }).replace(
            'cert-manager-controller:v1.14.0',
            'cert-manager-cainjector:v1.14.0',
          ),
        ),
        { manager: 'kubectl-edit' },
      );
      await webhookAnswers();
      cluster.apply(selfSigned, certificate('selfsigned'));
      await ready();
      expect(x509().subjectAltName).toBe(`DNS:${HOST}`);
    });
  });
});
