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

import { Controller } from '../controllers/Controller';
import { Pod, SECRET } from '../controllers/kinds';
import { readyPod, runs } from './installation';
import { createCertificateAuthority, issueCertificate } from './pki';

const MANAGER = 'cert-manager-webhook';
const YEAR_MS = 365 * 24 * 3_600_000;

/** Namespace and name of the Secret that cert-manager's webhook keeps its CA in. */
export const WEBHOOK_CA_SECRET = 'cert-manager-webhook-ca';

/** cert-manager's webhook → its own CA, written into a Secret when it starts. */
export const webhookCaController: Controller = {
  name: 'cert-manager-webhook-ca',
  keysFor: ({ object, type }) =>
    object.kind === 'Pod' &&
    type !== 'DELETED' &&
    runs(object as Pod, 'webhook')
      ? [{ namespace: object.metadata.namespace, name: WEBHOOK_CA_SECRET }]
      : [],
  async reconcile({ namespace, name }, { state, clock }) {
    if (!readyPod(state, 'webhook') || state.get(SECRET, namespace, name)) {
      return;
    }
    const now = clock.now();
    const authority = await createCertificateAuthority(
      'cert-manager-webhook-ca',
      now,
    );
    const serving = await issueCertificate(authority, {
      dnsNames: [`cert-manager-webhook.${namespace}.svc`],
      notBefore: now,
      notAfter: new Date(now.getTime() + YEAR_MS),
      key: { name: 'ECDSA', size: 256 },
    });
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    state.createIfAbsent(
      SECRET,
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: {
          name,
          namespace,
          annotations: { 'cert-manager.io/allow-direct-injection': 'true' },
        },
        type: 'Opaque',
        data: {
          'ca.crt': base64(serving.ca),
          'tls.crt': base64(serving.chain),
          'tls.key': base64(serving.privateKey),
        },
      },
      MANAGER,
    );
  },
};
