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
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { KubernetesClusterSummary } from '@matrix-network/backstage-plugin-matrix-network-common';
import { useState } from 'react';
import { FakeMatrixNetworkApi } from '../../__testUtils__';
import { renderWithApi } from '../../__testUtils__/render';
import { ReleaseField } from './ReleaseField';

const extensions: StepperProps['extensions'] = [
  { name: 'MatrixRelease', component: ReleaseField },
];

const fields = Object.fromEntries(
  extensions.map(({ name, component }) => [name, component]),
);

const clusters: KubernetesClusterSummary[] = [
  ['older', '1.28'],
  ['current', '1.34'],
  ['newer', '1.99'],
  ['ancient', '1.24'],
  ['unread', undefined],
].map(([name = '', kubernetesVersion]) => ({
  name,
  reachable: true,
  kubernetesVersion,
}));

interface Shown {
  cluster: string;
  /** Why the clusters cannot be listed. */
  failure?: Error;
  /** The clusters are being listed. */
  pending?: boolean;
  component?: 'ingress-nginx' | 'cert-manager';
  chosen?: string;
  /** What a template of somebody has as default. */
  schemaDefault?: string;
}

/** A form with nothing but the release, which keeps its answers as the scaffolder does. */
function ReleaseForm(props: Shown & { onRelease: (value: unknown) => void }) {
  const { component = 'ingress-nginx', schemaDefault, onRelease } = props;
  const [answers, setAnswers] = useState(
    props.chosen === undefined ? {} : { release: props.chosen },
  );
  const [kubernetesCluster, setKubernetesCluster] = useState(props.cluster);
  return (
    <>
      <button onClick={() => setKubernetesCluster('older')}>To older</button>
      <Form
        validator={validator}
        fields={fields}
        schema={{
          type: 'object',
          properties: {
            release: {
              type: 'string',
              title: 'Release',
              default: schemaDefault,
            },
          },
        }}
        uiSchema={{
          release: { 'ui:field': 'MatrixRelease', 'ui:options': { component } },
        }}
        formData={answers}
        formContext={{ formData: { ...answers, kubernetesCluster } }}
        onChange={({ formData }) => {
          setAnswers(formData);
          onRelease(formData.release);
        }}
      />
    </>
  );
}

function render(shown: Shown) {
  const onRelease = jest.fn();
  const api = Object.assign(new FakeMatrixNetworkApi(), {
    listKubernetesClusters: async () => {
      if (shown.failure) {
        throw shown.failure;
      }
      return shown.pending ? new Promise<never>(() => {}) : clusters;
    },
  });
  renderWithApi(<ReleaseForm {...shown} onRelease={onRelease} />, { api });
  return onRelease;
}

async function show(shown: Shown) {
  const onRelease = render(shown);
  const picker = await screen.findByRole('combobox', { name: /Release/ });
  return { picker, onRelease };
}

const options = () =>
  screen.getAllByRole('option').map(option => option.textContent);

describe('ReleaseField', () => {
  it("offers only what was tested with the cluster's version", async () => {
    await show({ cluster: 'current', chosen: '1.15.1' });
    expect(options()).toEqual([
      expect.stringMatching(/^1\.15\.1 \(Kubernetes 1\.31 to 1\.35/),
    ]);
    expect(screen.getByText(/tested with the cluster's/)).toBeInTheDocument();
  });

  it('keeps what fits, without a word', async () => {
    const { picker, onRelease } = await show({
      cluster: 'current',
      chosen: '1.15.1',
    });
    expect(picker).toHaveValue('1.15.1');
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
    expect(onRelease).not.toHaveBeenCalled();
  });

  it('says what is known against a release', async () => {
    await show({ cluster: 'older', chosen: '1.11.1' });
    expect(options()).toEqual([
      expect.stringMatching(
        /^1\.11\.1 \(Kubernetes 1\.26 to 1\.30; \d+ known vulnerabilities; end of life\)$/,
      ),
    ]);
  });

  it('chooses by itself where nothing is chosen yet', async () => {
    const { picker, onRelease } = await show({ cluster: 'current' });
    await waitFor(() => expect(picker).toHaveValue('1.15.1'));
    expect(onRelease).toHaveBeenLastCalledWith('1.15.1');
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
  });

  it.each([
    [undefined, [['1.15.1']]],
    ['1.11.1', []],
  ])(
    'has something chosen while it is not known what fits, over %s',
    async (chosen, calls) => {
      const onRelease = render({ cluster: 'current', chosen, pending: true });
      await screen.findByRole('progressbar', {
        name: 'Loading the releases that fit',
      });
      await act(() => new Promise(resolve => setTimeout(resolve, 50)));
      expect(onRelease.mock.calls).toEqual(calls);
    },
  );

  it('replaces what does not fit, and reads out why', async () => {
    const { picker, onRelease } = await show({
      cluster: 'older',
      chosen: '1.15.1',
    });
    await waitFor(() => expect(picker).toHaveValue('1.11.1'));
    expect(options()).toEqual([expect.stringMatching(/^1\.11\.1/)]);
    expect(onRelease.mock.calls).toEqual([['1.11.1']]);
    expect(screen.getByRole('status')).toHaveTextContent(
      '1.15.1 was not tested with Kubernetes 1.28; 1.11.1 is chosen instead.',
    );
  });

  it('replaces what no catalogue knows', async () => {
    const { picker } = await show({ cluster: 'unread', chosen: '9.9.9' });
    await waitFor(() => expect(picker).toHaveValue('1.15.1'));
    expect(screen.getByRole('status')).toHaveTextContent(
      '9.9.9 is not a release of ingress-nginx that is known here; 1.15.1 is chosen instead.',
    );
  });

  it('has no value where none fits, and names the versions', async () => {
    const { picker, onRelease } = await show({
      cluster: 'ancient',
      chosen: '1.15.1',
    });
    await waitFor(() => expect(onRelease.mock.calls).toEqual([[undefined]]));
    expect(picker).toBeDisabled();
    expect(picker).toHaveValue('');
    expect(screen.getByRole('status')).toHaveTextContent(
      'No release of ingress-nginx was tested with Kubernetes 1.24: 1.15.1 with 1.31 to 1.35, 1.11.1 with 1.26 to 1.30',
    );
  });

  it('does not quarrel with a default of the schema that fits no cluster', async () => {
    const { picker, onRelease } = await show({
      cluster: 'ancient',
      schemaDefault: '1.15.1',
    });
    await waitFor(() => expect(onRelease).toHaveBeenCalled());
    expect(onRelease.mock.calls.length).toBeLessThan(3);
    expect(picker).toHaveValue('');
  });

  it('offers the newest alone to a cluster that is newer than all, and says so', async () => {
    await show({ cluster: 'newer', chosen: '1.15.1' });
    expect(options()).toEqual([
      expect.stringMatching(/not tested with a newer one/),
    ]);
    expect(screen.getByText(/No release was tested with/)).toBeInTheDocument();
  });

  it('offers all where the version is not known, and keeps the choice', async () => {
    const { picker, onRelease } = await show({
      cluster: 'unread',
      chosen: '1.11.1',
    });
    expect(options()).toHaveLength(2);
    expect(picker).toHaveValue('1.11.1');
    expect(onRelease).not.toHaveBeenCalled();
    expect(screen.getByText(/is not known/)).toBeInTheDocument();
  });

  it('offers all where the version could not be read, and says why', async () => {
    await show({
      cluster: 'current',
      chosen: '1.15.1',
      failure: new Error('the backend is restarting'),
    });
    expect(options()).toHaveLength(2);
    expect(
      screen.getByText(/could not be read \(the backend is restarting\)/),
    ).toBeInTheDocument();
  });

  it('follows a cluster that is changed', async () => {
    await show({ cluster: 'current', chosen: '1.15.1' });
    await userEvent.click(screen.getByRole('button', { name: 'To older' }));
    await waitFor(() =>
      expect(screen.getByRole('combobox')).toHaveValue('1.11.1'),
    );
    expect(screen.getByRole('status')).toHaveTextContent(
      /1\.15\.1 was not tested with Kubernetes 1\.28/,
    );
  });

  it('hands on what is chosen, and stops speaking of what was replaced', async () => {
    const { picker, onRelease } = await show({
      cluster: 'older',
      component: 'cert-manager',
      chosen: '1.2.3',
    });
    await waitFor(() => expect(picker).toHaveValue('1.21.1'));
    expect(screen.getByRole('status')).toHaveTextContent(/1\.2\.3 is not/);
    await act(() => userEvent.selectOptions(picker, '1.14.0'));
    expect(onRelease).toHaveBeenLastCalledWith('1.14.0');
    expect(picker).toHaveValue('1.14.0');
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
  });
});
