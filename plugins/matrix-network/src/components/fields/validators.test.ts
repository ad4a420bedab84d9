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

import { TestApiRegistry } from '@backstage/test-utils';
import { NotAllowedError } from '@backstage/errors';
import { matrixNetworkApiRef } from '../../api';
import {
  releaseValidator,
  reviewValidator,
  serverValidator,
} from './validators';

function apiHolder(validateSpec: jest.Mock) {
  return TestApiRegistry.from([matrixNetworkApiRef, { validateSpec }]);
}

/** Collects what a validator complains of. */
function collector() {
  const messages: string[] = [];
  const errors = {
    __errors: messages,
    addError: (message: string) => messages.push(message),
  };
  return { messages, errors };
}

const twoIssues = {
  valid: false,
  warnings: [],
  issues: [
    { field: 'domain', message: '"x y" is no DNS name' },
    { field: 'targetCcu', message: 'is missing' },
  ],
};

describe('serverValidator', () => {
  it('shows what the backend says of its own field, with the answers of other steps left alone', async () => {
    const validateSpec = jest.fn().mockResolvedValue(twoIssues);
    const { messages, errors } = collector();
    await serverValidator<string>('domain')('x y', errors, {
      apiHolder: apiHolder(validateSpec),
      formData: { domain: 'x y', review: null },
      schema: {},
    });
    expect(messages).toEqual(['"x y" is no DNS name']);
    expect(validateSpec).toHaveBeenCalledWith({ domain: 'x y' });
  });
});

describe('serverValidator of a list', () => {
  it('shows what is said of each entry, and not what is said of others', async () => {
    const issues = [
      { field: 'certificates.hosts[1]', message: "'x_y' is no host" },
      { field: 'certificates.hostsFile', message: 'is not known' },
      { field: 'certificates', message: 'is no object' },
    ];
    const { messages, errors } = collector();
    await serverValidator<string[]>('certificates.hosts')(
      ['a.b', 'x_y'],
      errors,
      {
        apiHolder: apiHolder(
          jest.fn().mockResolvedValue({ valid: false, warnings: [], issues }),
        ),
        formData: {},
        schema: {},
      },
    );
    expect(messages).toEqual(["'x_y' is no host"]);
  });
});

describe('reviewValidator', () => {
  it('lets nobody past while anything is wrong', async () => {
    const { messages, errors } = collector();
    await reviewValidator(null, errors, {
      apiHolder: apiHolder(jest.fn().mockResolvedValue(twoIssues)),
      formData: {},
      schema: {},
    });
    expect(messages).toEqual([
      'domain: "x y" is no DNS name',
      'targetCcu: is missing',
    ]);
  });

  it('says that the backend could not check, rather than passing', async () => {
    const { messages, errors } = collector();
    await reviewValidator(null, errors, {
      apiHolder: apiHolder(
        jest.fn().mockRejectedValue(new NotAllowedError('not for you')),
      ),
      formData: {},
      schema: {},
    });
    expect(messages).toEqual(['The backend could not check this: not for you']);
  });
});

describe('releaseValidator', () => {
  const clusters = [
    { name: 'older', reachable: true, kubernetesVersion: '1.28' },
    { name: 'current', reachable: true, kubernetesVersion: '1.34' },
    { name: 'ancient', reachable: true, kubernetesVersion: '1.24' },
    { name: 'unread', reachable: false },
  ];

  async function complaints(
    release: string,
    kubernetesCluster: string,
    listKubernetesClusters = async () => clusters,
  ) {
    const { messages, errors } = collector();
    await releaseValidator(release, errors, {
      apiHolder: TestApiRegistry.from([
        matrixNetworkApiRef,
        { listKubernetesClusters },
      ]),
      formData: { kubernetesCluster },
      schema: {},
      uiSchema: { 'ui:options': { component: 'ingress-nginx' } },
    });
    return messages;
  }

  it.each([
    ['1.15.1', 'current'],
    ['1.11.1', 'older'],
    ['1.11.1', 'unread'],
  ])('takes %s for the cluster %s', async (release, cluster) => {
    await expect(complaints(release, cluster)).resolves.toEqual([]);
  });

  it.each([
    [
      '1.15.1',
      'older',
      '1.15.1 was not tested with Kubernetes 1.28; accepted: 1.11.1',
    ],
    [
      '9.9.9',
      'unread',
      '9.9.9 is not a release of ingress-nginx that is known here; accepted: 1.15.1, 1.11.1',
    ],
    [
      '1.15.1',
      'ancient',
      'No release of ingress-nginx was tested with Kubernetes 1.24: 1.15.1 with 1.31 to 1.35, 1.11.1 with 1.26 to 1.30',
    ],
  ])(
    'does not take %s for the cluster %s',
    async (release, cluster, message) => {
      await expect(complaints(release, cluster)).resolves.toEqual([message]);
    },
  );

  it('says that the backend could not check, rather than passing', async () => {
    await expect(
      complaints('1.15.1', 'current', async () => {
        throw new Error('connect ECONNREFUSED');
      }),
    ).resolves.toEqual([
      'The backend could not check this: connect ECONNREFUSED',
    ]);
  });
});
