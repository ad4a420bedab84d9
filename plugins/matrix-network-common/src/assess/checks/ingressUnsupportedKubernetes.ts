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
  describeKubernetesRange,
  kubernetesRangeOf,
  kubernetesSupport,
} from '../../releases';
import { Check } from '../Check';

/** The installed ingress-nginx was never tested with this Kubernetes version. */
export const ingressUnsupportedKubernetes: Check = {
  code: 'ingress-unsupported-kubernetes',
  about:
    'The installed ingress-nginx is tested with the Kubernetes version of the cluster.',
  needs: ['deployments', 'daemonSets', 'version'],
  run({ ingress: { controller }, snapshot }) {
    const range =
      controller?.version &&
      kubernetesRangeOf('ingress-nginx', controller.version);
    if (!controller || !range) {
      return [];
    }
    const { kubernetesVersion } = snapshot.facts;
    const support = kubernetesSupport({ kubernetes: range }, kubernetesVersion);
    if (support === 'supported' || support === 'unknown') {
      return [];
    }
    const { kind, namespace, name, version } = controller;
    return [
      {
        severity: support === 'tooOld' ? 'warning' : 'info',
        subject: { kind, namespace, name },
        title: `ingress-nginx ${version} is not tested with Kubernetes ${kubernetesVersion}`,
        cause: `Upstream tested this version with Kubernetes ${describeKubernetesRange(
          range,
        )}.`,
        remedy:
          support === 'tooOld'
            ? 'Upgrade the cluster, or choose a release of ingress-nginx that is tested with it.'
            : 'Choose a newer release of ingress-nginx where there is one. 1.15.1 is the last one; beyond its range, try an upgrade of Kubernetes on a test cluster first.',
        workloads: ['ingress-nginx'],
      },
    ];
  },
};
