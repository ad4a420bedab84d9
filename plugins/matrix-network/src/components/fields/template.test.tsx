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
  createAsyncValidators,
  Stepper,
  StepperProps,
} from '@backstage/plugin-scaffolder-react/alpha';
import { TestApiRegistry } from '@backstage/test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { matrixNetworkApiRef } from '../../api';
import { FakeMatrixNetworkApi, idlePlan } from '../../__testUtils__';
import { renderWithApi } from '../../__testUtils__/render';
import {
  HostsField,
  KubernetesClusterField,
  ReleaseField,
  releaseValidator,
  reviewValidator,
  serverValidator,
  StackReviewField,
  TargetCcuField,
  TextSpecField,
} from '.';

const template = parse(
  readFileSync(
    resolve(
      __dirname,
      '../../../../../templates/new-matrix-cluster/template.yaml',
    ),
    'utf8',
  ),
);

const extensions: StepperProps['extensions'] = [
  {
    name: 'MatrixKubernetesCluster',
    component: KubernetesClusterField,
    validation: serverValidator<string>('kubernetesCluster'),
  },
  ...['ClusterName', 'Namespace', 'Domain', 'ContactEmail'].map(name => ({
    name: `Matrix${name}`,
    component: TextSpecField,
  })),
  { name: 'MatrixTargetCcu', component: TargetCcuField },
  { name: 'MatrixCertificateHosts', component: HostsField },
  {
    name: 'MatrixRelease',
    component: ReleaseField,
    validation: releaseValidator,
  },
  {
    name: 'MatrixStackReview',
    component: StackReviewField,
    validation: reviewValidator,
  },
];

const versions: Record<string, string> = {
  older: '1.28',
  current: '1.34',
  ancient: '1.20',
};

const fakeApi = () =>
  Object.assign(new FakeMatrixNetworkApi(), {
    planStack: async () => idlePlan,
    listKubernetesClusters: async () =>
      Object.entries(versions).map(([name, kubernetesVersion]) => ({
        name,
        reachable: true,
        kubernetesVersion,
      })),
  });

/** The template as the scaffolder shows it, with the first step answered. */
function open(
  kubernetesCluster: keyof typeof versions,
  answers: Record<string, unknown> = {},
) {
  const onCreate = jest.fn();
  renderWithApi(
    <Stepper
      manifest={{
        title: template.metadata.title,
        steps: template.spec.parameters.map((schema: { title: string }) => ({
          title: schema.title,
          schema,
        })),
      }}
      extensions={extensions}
      onCreate={onCreate}
      initialState={{
        name: 'chat-eu',
        domain: 'chat.example.org',
        kubernetesCluster,
        ...answers,
      }}
    />,
    { api: fakeApi() },
  );
  const user = userEvent.setup();
  return { user, onCreate };
}

const press = async (
  { user }: ReturnType<typeof open>,
  name: string | RegExp,
) => user.click(await screen.findByRole('button', { name }));

const release = (of: 'ingress-nginx' | 'cert-manager') =>
  screen.findByRole('combobox', { name: new RegExp(`^${of} release`) });

describe('the template New Matrix cluster', () => {
  beforeEach(() => {
    // The stepper scrolls up at each step; jsdom has nothing to scroll.
    jest.spyOn(window, 'scrollTo').mockImplementation();
  });

  it('has releases chosen that fit the cluster, and hands them on', async () => {
    const form = open('current');
    await press(form, 'Next');
    await waitFor(async () =>
      expect(await release('ingress-nginx')).toHaveValue('1.15.1'),
    );
    await waitFor(async () =>
      expect(await release('cert-manager')).toHaveValue('1.21.1'),
    );
    await press(form, 'Next');
    await screen.findByText('What is created and changed');
    await press(form, 'Review');
    await press(form, 'Create');
    expect(form.onCreate).toHaveBeenCalledWith(
      expect.objectContaining({
        ingress: expect.objectContaining({ release: '1.15.1' }),
        certificates: expect.objectContaining({ release: '1.21.1' }),
      }),
    );
  });

  it('does not take a release from a link that does not fit', async () => {
    const form = open('older', { ingress: { release: '1.15.1' } });
    await press(form, 'Next');
    await waitFor(async () =>
      expect(await release('ingress-nginx')).toHaveValue('1.11.1'),
    );
    expect(
      screen.getByText(/1\.15\.1 was not tested with Kubernetes 1\.28/),
    ).toBeInTheDocument();
    await press(form, 'Next');
    expect(
      await screen.findByText('What is created and changed'),
    ).toBeInTheDocument();
  });

  it('goes by the cluster that is chosen last', async () => {
    const form = open('current');
    await press(form, 'Next');
    await waitFor(async () =>
      expect(await release('ingress-nginx')).toHaveValue('1.15.1'),
    );
    await press(form, 'Back');
    await form.user.selectOptions(
      await screen.findByRole('combobox', { name: /Kubernetes cluster/ }),
      'older',
    );
    await press(form, 'Next');
    await waitFor(async () =>
      expect(await release('ingress-nginx')).toHaveValue('1.11.1'),
    );
  });

  it('does not go on where no release fits', async () => {
    const form = open('ancient');
    await press(form, 'Next');
    expect(
      await screen.findByText(
        /^No release of ingress-nginx was tested with Kubernetes 1\.20/,
      ),
    ).toBeInTheDocument();
    await press(form, 'Next');
    expect(
      await screen.findByText(
        /^must have required property 'ingress-nginx release'/,
      ),
    ).toBeInTheDocument();
    expect(await release('ingress-nginx')).toBeInTheDocument();
    expect(
      screen.queryByText('What is created and changed'),
    ).not.toBeInTheDocument();
  });

  it('has every release checked when a step is left, too', async () => {
    const validate = createAsyncValidators(
      template.spec.parameters[1],
      Object.fromEntries(
        extensions.map(({ name, validation }) => [name, validation]),
      ),
      { apiHolder: TestApiRegistry.from([matrixNetworkApiRef, fakeApi()]) },
    );
    await expect(
      validate({
        kubernetesCluster: 'older',
        ingress: { release: '1.15.1' },
        certificates: { management: 'install', release: '9.9.9' },
      }),
    ).resolves.toMatchObject({
      ingress: {
        release: {
          __errors: [
            '1.15.1 was not tested with Kubernetes 1.28; accepted: 1.11.1',
          ],
        },
      },
      certificates: {
        release: { __errors: [expect.stringContaining('9.9.9 is not')] },
      },
    });
  });
});
