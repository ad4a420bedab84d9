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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { conditionOf } from '../controllers/conditions';
import { INGRESS, POD, SECRET } from '../controllers/kinds';
import { CERTIFICATE, CHALLENGE, CLUSTER_ISSUER } from './kinds';
import {
  HOST,
  acmeIssuer,
  selfSigned,
  certificate,
  useCertManagerCluster,
} from '../__testUtils__/certManagerCluster';

describe('cert-manager', () => {
  const { cluster, start, current, ready, x509 } = useCertManagerCluster();

  describe('issuing', () => {
    it('gets a real certificate by an Order and an HTTP-01 Challenge', async () => {
      await start({ ingress: '1.15.1' });
      const solvers: KubernetesObject[] = [];
      cluster().store.subscribe(({ object }) => {
        if (object.metadata.name.startsWith('cm-acme-http-solver-')) {
          solvers.push(object);
        }
      });
      cluster().apply(
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
      await cluster().eventually(
        'the solver to be gone',
        () =>
          cluster().state.list(CHALLENGE).length === 0 &&
          !cluster()
            .state.list(POD, { namespace: 'matrix' })
            .some(({ metadata }) => metadata.name.startsWith('cm-acme')),
      );
    }, 20_000);

    it.each([
      ['ECDSA', 384, 'ec'],
      ['RSA', 2048, 'rsa'],
    ] as const)(
      'signs itself with a key of %s',
      async (algorithm, size, type) => {
        await start();
        cluster().apply(
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
      cluster().apply({
        ...selfSigned,
        metadata: { name: 'organisation' },
        spec: { ca: { secretName: 'organisation-ca' } },
      });
      const issuerReady = () =>
        conditionOf(
          cluster().state.get(CLUSTER_ISSUER, undefined, 'organisation')?.status
            ?.conditions,
          'Ready',
        );
      await cluster().eventually(
        'the missing Secret',
        () =>
          issuerReady()?.message ===
          'Error getting keypair for CA issuer: secrets "organisation-ca" not found',
      );
      cluster().apply(selfSigned, {
        ...certificate('selfsigned', {
          secretName: 'organisation-ca',
          isCA: true,
          commonName: 'Organisation CA',
        }),
        metadata: { name: 'ca', namespace: 'cert-manager' },
      });
      await cluster().eventually(
        'the CA issuer',
        () => issuerReady()?.status === 'True',
      );
      cluster().apply(certificate('organisation'));
      await ready();
      expect(x509().issuer).toBe('CN=Organisation CA');
    });

    it('makes a Certificate for an Ingress that names an issuer', async () => {
      await start();
      cluster().apply(selfSigned, {
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
      const made = await cluster().eventually('the Certificate', () =>
        cluster().state.get(CERTIFICATE, 'matrix', 'chat-tls'),
      );
      expect(made.spec.dnsNames).toEqual([HOST]);
      expect(made.metadata.ownerReferences?.[0].kind).toBe('Ingress');
    });

    it('issues again when the Secret is deleted, as the next revision', async () => {
      await start();
      cluster().apply(selfSigned, certificate('selfsigned'));
      await ready();
      cluster().store.delete(SECRET, 'matrix', 'chat-tls');
      const { status } = await cluster().eventually('revision 2', () => {
        const found = current();
        return found?.status?.revision === 2 && found;
      });
      expect(status?.revision).toBe(2);
    });
  });
});
