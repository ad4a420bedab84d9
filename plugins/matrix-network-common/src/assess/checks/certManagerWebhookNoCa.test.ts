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

import {
  certManagerDeployment,
  found,
  perfectSnapshot,
} from '../__testUtils__/snapshotBuilder';
import { certManagerWebhookNoCa } from './certManagerWebhookNoCa';

const noCa = {
  webhooks: [
    {
      kind: 'ValidatingWebhookConfiguration' as const,
      name: 'cert-manager-webhook',
      hasCaBundle: false,
    },
  ],
};

describe('cert-manager-webhook-no-ca', () => {
  it('names the image that v1.14.0 ships by mistake', () => {
    const [finding] = found(
      certManagerWebhookNoCa,
      perfectSnapshot(undefined, {
        ...noCa,
        controllers: [
          certManagerDeployment('cert-manager', '1.14.0'),
          certManagerDeployment('cainjector', '1.14.0', {
            images: ['quay.io/jetstack/cert-manager-controller:v1.14.0'],
          }),
        ],
      }),
    );
    expect(finding.severity).toBe('critical');
    expect(finding.cause).toContain('a defect of cert-manager 1.14.0');
    expect(finding.remedy).toContain(
      'quay.io/jetstack/cert-manager-cainjector:v1.14.0',
    );
  });

  it('looks to the cainjector otherwise', () => {
    const [finding] = found(
      certManagerWebhookNoCa,
      perfectSnapshot(undefined, noCa),
    );
    expect(finding.remedy).toContain('logs deployment/cert-manager-cainjector');
  });

  it('finds nothing with a CA', () => {
    expect(found(certManagerWebhookNoCa, perfectSnapshot())).toEqual([]);
  });
});
