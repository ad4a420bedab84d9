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

import { ServiceUnavailableError } from '@backstage/errors';
import { combineClusterAccess } from '@matrix-network/backstage-plugin-matrix-network-node';
import { fakeClusters, specOf } from '../__testUtils__/fakes';
import { testServices } from '../__testUtils__/testServices';
import { validateSpec } from './validateSpec';

jest.setTimeout(60_000);

const spec = { ...specOf(), kubernetesCluster: 'of-catalog' };

describe('a spec whose Kubernetes cluster is not listed', () => {
  it('is refused with those that there are', async () => {
    const { services } = await testServices({
      clusters: combineClusterAccess([fakeClusters('configured')]),
    });

    expect((await validateSpec(services, spec)).issues).toEqual([
      {
        field: 'kubernetesCluster',
        message:
          "'of-catalog' is not a Kubernetes cluster that Backstage knows; accepted are configured",
      },
    ]);
  });

  it('is not refused while a source does not answer that may know it', async () => {
    const away = async () => {
      throw new ServiceUnavailableError('The catalog is away');
    };
    const { services } = await testServices({
      clusters: combineClusterAccess([
        fakeClusters('configured'),
        { list: away, client: away },
      ]),
    });

    await expect(validateSpec(services, spec)).rejects.toThrow(
      'The catalog is away',
    );
  });
});
