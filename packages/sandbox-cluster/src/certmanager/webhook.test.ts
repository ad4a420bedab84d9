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

import { POD, SECRET } from '../controllers/kinds';
import { isReady } from '../controllers/workloadPods';
import {
  HOST,
  selfSigned,
  certificate,
  useCertManagerCluster,
} from '../__testUtils__/certManagerCluster';

describe('cert-manager', () => {
  const { cluster, start, webhookAnswers, ready, x509 } =
    useCertManagerCluster();

  describe('the webhook', () => {
    it('refuses what it knows to be wrong, in its own words', async () => {
      await start();
      expect(() =>
        cluster().apply(
          certificate('selfsigned', { duration: '2h', renewBefore: '3h' }),
        ),
      ).toThrow(
        /^admission webhook "webhook\.cert-manager\.io" denied the request: spec\.renewBefore: Invalid value: "3h": certificate duration 2h must be greater than renewBefore 3h$/,
      );
    });

    it('never gets its CA in v1.14.0, whose cainjector runs the image of the controller', async () => {
      await start({ version: '1.14.0' });
      await cluster().eventually(
        'all three pods',
        () =>
          cluster()
            .state.list(POD, { namespace: 'cert-manager' })
            .filter(isReady).length === 3 &&
          cluster().state.get(
            SECRET,
            'cert-manager',
            'cert-manager-webhook-ca',
          ),
      );
      expect(() => cluster().apply(selfSigned)).toThrow(
        'Internal error occurred: failed calling webhook "webhook.cert-manager.io": failed to call webhook: Post "https://cert-manager-webhook.cert-manager.svc:443/validate?timeout=30s": tls: failed to verify certificate: x509: certificate signed by unknown authority',
      );
    });

    it('gets it in v1.14.0 once the image is mended', async () => {
      await start({ version: '1.14.0' });
      const deployment = cluster().state.get(
        { group: 'apps', kind: 'Deployment', apiVersion: 'apps/v1' },
        'cert-manager',
        'cert-manager-cainjector',
      );
      cluster().store.update(
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
      cluster().apply(selfSigned, certificate('selfsigned'));
      await ready();
      expect(x509().subjectAltName).toBe(`DNS:${HOST}`);
    });
  });
});
