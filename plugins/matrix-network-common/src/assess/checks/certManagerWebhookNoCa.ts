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

import { findRelease } from '../../releases';
import { Check } from '../Check';
import { findCertManager } from '../certManager';
import { list } from '../text';

/** Without a CA in its webhooks every write of a cert-manager object fails. */
export const certManagerWebhookNoCa: Check = {
  code: 'cert-manager-webhook-no-ca',
  about:
    "cert-manager's webhooks carry the CA that the API server checks them by.",
  needs: ['webhookConfigurations', 'deployments'],
  run({ snapshot }) {
    const { controller, cainjector, version } = findCertManager(snapshot);
    const without = snapshot.webhooks.filter(
      ({ name, hasCaBundle }) =>
        name === 'cert-manager-webhook' && !hasCaBundle,
    );
    if (!controller || without.length === 0) {
      return [];
    }
    const defect = version
      ? findRelease('cert-manager', version)?.defects[0]
      : undefined;
    const wrongImage = cainjector?.images.find(image =>
      /cert-manager-controller[:@]/.test(image),
    );
    const right = wrongImage?.replace(
      'cert-manager-controller',
      'cert-manager-cainjector',
    );
    return [
      {
        severity: 'critical',
        subject: { kind: without[0].kind, name: without[0].name },
        title: "cert-manager's webhook has no CA: no certificate can be made",
        cause: `${list(
          without.map(({ kind }) => kind),
        )} cert-manager-webhook carr${
          without.length === 1 ? 'ies' : 'y'
        } no caBundle, so the API server refuses every write of a cert-manager object with an x509 error.${
          wrongImage
            ? ` The cainjector runs ${wrongImage}, which is the controller's image${
                defect ? `: a defect of cert-manager ${version} as shipped` : ''
              }.`
            : ''
        }`,
        remedy:
          wrongImage && cainjector
            ? `Give it its own image: kubectl -n ${cainjector.namespace} set image deployment/${cainjector.name} '*=${right}'; or re-apply the stack, which mends it.`
            : `See whether the cainjector runs: kubectl -n ${controller.namespace} logs deployment/cert-manager-cainjector. If it is missing, re-apply the stack.`,
        workloads: ['cert-manager'],
      },
    ];
  },
};
