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

import { CERTIFICATE, CLUSTER_ISSUER } from '../certmanager/kinds';
import { NETWORK_POLICY, NODE } from '../controllers/kinds';
import { DemoCluster } from './DemoCluster';
import {
  certificateHistory,
  certificates,
  certManagerObjects,
  driftedCertManager,
  issuers,
  tlsSecrets,
} from './driftedCertificates';
import {
  driftedIngressController,
  EDGE_LABEL,
  wellKnownIngress,
} from './driftedIngress';
import {
  debugPolicy,
  driftedPolicies,
  openedToNamespace,
} from './driftedPolicies';
import { driftedSpec } from './driftedSpec';
import { matrixDeployment } from './matrixDeployment';
import { nodeName } from './nodes';
import { platform } from './platform';

const NAME = 'sandbox-drifted';

/** A cluster whose stack was applied by hand and has drifted; see `plantedFaults`. */
export const sandboxDrifted: DemoCluster = {
  name: NAME,
  port: 7444,
  title: 'the same with a stack that was applied by hand and has drifted',
  certManager: driftedCertManager,
  async seed(seeder, { networkPlugin }) {
    const { namespace, domain } = driftedSpec;
    const now = seeder.now();
    const secrets = await tlsSecrets(now);
    const certManager = certManagerObjects();
    seeder.install(200, platform(NAME, networkPlugin));
    seeder.kubectlEdit(
      199,
      NODE,
      { name: nodeName(NAME, 3) },
      ({ metadata, ...node }) => ({
        ...node,
        metadata: {
          ...metadata,
          labels: { ...metadata.labels, [EDGE_LABEL]: 'true' },
        },
      }),
    );
    seeder.kubectlApply(150, [
      ...matrixDeployment({ namespace, domain, frontend: 'synapse-main' }),
      wellKnownIngress(),
    ]);
    // Webhooks go in last: nothing could be applied while their pods are not ready.
    seeder.kubectlApply(120, certManager.crds);
    seeder.kubectlApply(120, certManager.programs);
    await seeder.served([CERTIFICATE, CLUSTER_ISSUER]);
    seeder.kubectlApply(120, [...issuers(), ...certificates()]);
    seeder.install(29, secrets);
    for (const { name, status } of certificateHistory(now)) {
      seeder.status(
        1,
        CERTIFICATE,
        { namespace, name },
        status,
        'cert-manager-certificates-issuing',
      );
    }
    seeder.kubectlApply(118, driftedPolicies());
    seeder.kubectlApply(117, driftedIngressController());
    seeder.kubectlApply(116, certManager.webhooks);
    seeder.kubectlApply(33, [debugPolicy]);
    seeder.kubectlEdit(
      2,
      NETWORK_POLICY,
      { namespace, name: 'redis-access' },
      openedToNamespace,
    );
  },
};
