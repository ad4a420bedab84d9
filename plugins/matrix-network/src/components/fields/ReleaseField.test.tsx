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

import { Form, StepperProps } from '@backstage/plugin-scaffolder-react/alpha';
import validator from '@rjsf/validator-ajv8';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeMatrixNetworkApi } from '../../__testUtils__';
import { renderWithApi } from '../../__testUtils__/render';
import { ReleaseField } from './ReleaseField';

const extensions: StepperProps['extensions'] = [
  { name: 'MatrixRelease', component: ReleaseField },
];

const fields = Object.fromEntries(
  extensions.map(({ name, component }) => [name, component]),
);

async function show(options: {
  kubernetesVersion?: string;
  /** Why the clusters cannot be listed. */
  failure?: Error;
  component?: 'ingress-nginx' | 'cert-manager';
  chosen?: string;
  onChange?: (value: unknown) => void;
}) {
  const {
    kubernetesVersion,
    failure,
    component = 'ingress-nginx',
    chosen,
    onChange,
  } = options;
  const api = Object.assign(new FakeMatrixNetworkApi(), {
    listKubernetesClusters: async () => {
      if (failure) {
        throw failure;
      }
      return [{ name: 'prod-eu', reachable: true, kubernetesVersion }];
    },
  });
  renderWithApi(
    <Form
      validator={validator}
      fields={fields}
      schema={{
        type: 'object',
        properties: { release: { type: 'string', title: 'Release' } },
      }}
      uiSchema={{
        release: { 'ui:field': 'MatrixRelease', 'ui:options': { component } },
      }}
      formData={{ release: chosen }}
      formContext={{ formData: { kubernetesCluster: 'prod-eu' } }}
      onChange={event => onChange?.(event.formData.release)}
    />,
    { api },
  );
  await screen.findByRole('combobox', { name: /Release/ });
  return screen.getAllByRole('option').map(option => option.textContent);
}

describe('ReleaseField', () => {
  it("offers only what was tested with the cluster's version", async () => {
    await expect(show({ kubernetesVersion: '1.34' })).resolves.toEqual([
      expect.stringMatching(/^1\.15\.1 \(Kubernetes 1\.31 to 1\.35/),
    ]);
    expect(screen.getByText(/tested with the cluster's/)).toBeInTheDocument();
  });

  it('says what is known against a release', async () => {
    const [old] = await show({ kubernetesVersion: '1.28' });
    expect(old).toMatch(
      /^1\.11\.1 \(Kubernetes 1\.26 to 1\.30; \d+ known vulnerabilities; end of life\)$/,
    );
  });

  it('offers all where the version is not known', async () => {
    await expect(show({})).resolves.toHaveLength(2);
    expect(screen.getByText(/is not known/)).toBeInTheDocument();
  });

  it('offers all where the version could not be read, and says why', async () => {
    await expect(
      show({ failure: new Error('the backend is restarting') }),
    ).resolves.toHaveLength(2);
    expect(
      screen.getByText(/could not be read \(the backend is restarting\)/),
    ).toBeInTheDocument();
  });

  it('keeps a choice that does not fit, and says so', async () => {
    await expect(
      show({ kubernetesVersion: '1.34', chosen: '1.11.1' }),
    ).resolves.toContainEqual(expect.stringContaining('not tested with 1.34'));
  });

  it('hands on what is chosen', async () => {
    const onChange = jest.fn();
    await show({ component: 'cert-manager', chosen: '1.14.0', onChange });
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: /Release/ }),
      '1.21.1',
    );
    expect(onChange).toHaveBeenLastCalledWith('1.21.1');
  });
});
