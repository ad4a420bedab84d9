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
import { RenderedStack } from '@matrix-network/backstage-plugin-matrix-network-common';
import validator from '@rjsf/validator-ajv8';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  FakeMatrixNetworkApi,
  fullPlan,
  idlePlan,
  renderedStack,
} from '../../__testUtils__';
import { renderWithApi } from '../../__testUtils__/render';
import { KubernetesClusterField } from './KubernetesClusterField';
import { StackReviewField } from './StackReviewField';
import { TargetCcuField } from './TargetCcuField';
import { TextSpecField } from './TextSpecField';

const extensions: StepperProps['extensions'] = [
  { name: 'MatrixKubernetesCluster', component: KubernetesClusterField },
  { name: 'MatrixTargetCcu', component: TargetCcuField },
  { name: 'MatrixDomain', component: TextSpecField },
  { name: 'MatrixStackReview', component: StackReviewField },
];

const fields = Object.fromEntries(
  extensions.map(({ name, component }) => [name, component]),
);

/** A form with one field of ours, as the scaffolder's stepper renders it. */
function FormWith(props: {
  field: string;
  name: string;
  type: 'string' | 'integer' | 'null';
  answers?: Record<string, unknown>;
  onChange?: (answers: Record<string, unknown>) => void;
}) {
  const { field, name, type, answers = {}, onChange } = props;
  return (
    <Form
      validator={validator}
      fields={fields}
      schema={{
        type: 'object',
        properties: { [name]: { type, title: name, description: 'A hint' } },
      }}
      uiSchema={{ [name]: { 'ui:field': field } }}
      formData={answers}
      formContext={{ formData: answers }}
      onChange={event => onChange?.(event.formData)}
    />
  );
}

describe('MatrixKubernetesCluster', () => {
  it('offers the clusters with version and reachability', async () => {
    const user = userEvent.setup();
    const onChange = jest.fn();
    renderWithApi(
      <FormWith
        field="MatrixKubernetesCluster"
        name="kubernetesCluster"
        type="string"
        onChange={onChange}
      />,
    );
    const picker = await screen.findByRole('combobox');
    expect(screen.getAllByRole('option').map(o => o.textContent)).toEqual([
      'Choose one',
      'sandbox (Kubernetes 1.35)',
      'remote (not reachable)',
    ]);
    await user.selectOptions(picker, 'sandbox');
    expect(onChange).toHaveBeenLastCalledWith(
      expect.objectContaining({ kubernetesCluster: 'sandbox' }),
    );
  });

  it('says why the chosen cluster cannot be reached', async () => {
    renderWithApi(
      <FormWith
        field="MatrixKubernetesCluster"
        name="kubernetesCluster"
        type="string"
        answers={{ kubernetesCluster: 'remote' }}
      />,
    );
    expect(
      await screen.findByText('Not reachable: connect ETIMEDOUT'),
    ).toBeInTheDocument();
  });

  it('says what a cluster that can be reached does not tell', async () => {
    const api = Object.assign(new FakeMatrixNetworkApi(), {
      listKubernetesClusters: async () => [
        {
          name: 'sandbox',
          reachable: true,
          kubernetesVersion: '1.35',
          message: 'What is installed is not known',
        },
      ],
    });
    renderWithApi(
      <FormWith
        field="MatrixKubernetesCluster"
        name="kubernetesCluster"
        type="string"
        answers={{ kubernetesCluster: 'sandbox' }}
      />,
      { api },
    );
    expect(
      await screen.findByText(
        'Reachable, Kubernetes 1.35: What is installed is not known',
      ),
    ).toBeInTheDocument();
  });
});

describe('MatrixTargetCcu', () => {
  it.each([
    [100, 'The ingress controller gets 1 replica.'],
    [1001, 'The ingress controller gets 3 replicas.'],
  ])('shows the replicas for %d users', (targetCcu, text) => {
    renderWithApi(
      <FormWith
        field="MatrixTargetCcu"
        name="targetCcu"
        type="integer"
        answers={{ targetCcu }}
      />,
    );
    expect(screen.getByText(text)).toBeInTheDocument();
  });

  it('says why node-local is advised above the table', () => {
    renderWithApi(
      <FormWith
        field="MatrixTargetCcu"
        name="targetCcu"
        type="integer"
        answers={{ targetCcu: 50_000 }}
      />,
    );
    expect(
      screen.getByText(/node-local controller is advised/),
    ).toBeInTheDocument();
  });

  it('counts nodes rather than users once node-local is chosen', () => {
    renderWithApi(
      <FormWith
        field="MatrixTargetCcu"
        name="targetCcu"
        type="integer"
        answers={{ targetCcu: 5000, ingress: { exposure: 'nodeLocal' } }}
      />,
    );
    expect(
      screen.getByText('The ingress controller runs once on every node.'),
    ).toBeInTheDocument();
  });
});

describe('MatrixDomain', () => {
  it('hands over what is typed', async () => {
    const user = userEvent.setup();
    const onChange = jest.fn();
    renderWithApi(
      <FormWith
        field="MatrixDomain"
        name="domain"
        type="string"
        onChange={onChange}
      />,
    );
    await user.type(screen.getByRole('textbox', { name: 'domain' }), 'x');
    expect(onChange).toHaveBeenLastCalledWith(
      expect.objectContaining({ domain: 'x' }),
    );
  });
});

describe('MatrixStackReview', () => {
  const answers = { name: 'chat-eu', domain: 'chat.example.org' };

  it('shows the stages with their objects and YAML, and the warnings', async () => {
    const user = userEvent.setup();
    renderWithApi(
      <FormWith
        field="MatrixStackReview"
        name="review"
        type="null"
        answers={answers}
      />,
      {
        api: Object.assign(new FakeMatrixNetworkApi(), {
          planStack: async () => idlePlan,
        }),
      },
    );
    expect(
      await screen.findByText(/3 objects in 3 stages go in/),
    ).toBeInTheDocument();
    expect(screen.getByText(/nothing is said to forward it/)).toBeVisible();
    await user.click(
      screen.getByRole('button', { name: '2. Network policies: 2 objects' }),
    );
    expect(
      await screen.findByText('NetworkPolicy matrix/redis-access'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'YAML' }));
    expect(await screen.findByText(/kind: NetworkPolicy/)).toBeInTheDocument();
  });

  it('shows what the policies open and close, as the apply will', async () => {
    renderWithApi(
      <FormWith
        field="MatrixStackReview"
        name="review"
        type="null"
        answers={answers}
      />,
    );
    await userEvent.click(
      await screen.findByRole('button', { name: /mends F4, F6/ }),
    );
    expect(
      screen.getByRole('table', { name: 'Flows that open' }),
    ).toHaveTextContent('Synapse (main)key_vaultTCP 8000');
  });

  it('shows what the apply would do to the objects of the cluster', async () => {
    const planStack = jest.fn().mockResolvedValue(fullPlan);
    renderWithApi(
      <FormWith
        field="MatrixStackReview"
        name="review"
        type="null"
        answers={answers}
      />,
      { api: Object.assign(new FakeMatrixNetworkApi(), { planStack }) },
    );
    expect(
      await screen.findByText(/to create.*to change.*in conflict/),
    ).toBeInTheDocument();
    expect(planStack).toHaveBeenCalledWith('chat-eu', { spec: answers });
    expect(
      screen.getByText('The apply would stop before it changes anything'),
    ).toBeInTheDocument();
    expect(screen.getByRole('table', { name: 'Conflicts' })).toHaveTextContent(
      'kubectl-edit',
    );
  });

  it('names what an earlier spec left behind, and why the rest of it stays', async () => {
    renderWithApi(
      <FormWith
        field="MatrixStackReview"
        name="review"
        type="null"
        answers={answers}
      />,
    );
    expect(
      await screen.findByRole('list', {
        name: 'Objects no longer in the spec',
      }),
    ).toHaveTextContent(/^NetworkPolicy matrix\/haproxy-access$/);
    expect(
      screen.getByRole('list', { name: 'Objects that stay' }),
    ).toHaveTextContent(
      'Namespace matrix-old: A Namespace is deleted only when it is named',
    );
    expect(screen.getByText(/Nothing is deleted here/)).toBeVisible();
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
  });

  it('says nothing of removals where there are none', async () => {
    renderWithApi(
      <FormWith
        field="MatrixStackReview"
        name="review"
        type="null"
        answers={answers}
      />,
      {
        api: Object.assign(new FakeMatrixNetworkApi(), {
          planStack: async () => idlePlan,
        }),
      },
    );
    await screen.findByText(/^Nothing to do/);
    expect(screen.queryByText(/Nothing is deleted/)).not.toBeInTheDocument();
    expect(
      screen.queryByRole('list', { name: 'Objects that stay' }),
    ).not.toBeInTheDocument();
  });

  it('goes on where no plan can be made', async () => {
    const planStack = jest.fn().mockRejectedValue(new Error('webhook is down'));
    renderWithApi(
      <FormWith
        field="MatrixStackReview"
        name="review"
        type="null"
        answers={answers}
      />,
      { api: Object.assign(new FakeMatrixNetworkApi(), { planStack }) },
    );
    expect(await screen.findByText('webhook is down')).toBeInTheDocument();
    expect(screen.getByText(/3 objects in 3 stages go in/)).toBeVisible();
    planStack.mockResolvedValue(fullPlan);
    await userEvent.click(screen.getByRole('button', { name: 'Plan again' }));
    expect(await screen.findByText(/in conflict/)).toBeInTheDocument();
  });

  it('asks about the spec alone, and renders only what is valid', async () => {
    const validateSpec = jest.fn().mockResolvedValue({
      valid: false,
      warnings: [],
      issues: [
        { field: 'targetCcu', message: 'is missing; a positive integer' },
      ],
    });
    const renderStack = jest.fn<Promise<RenderedStack>, [unknown]>();
    renderWithApi(
      <FormWith
        field="MatrixStackReview"
        name="review"
        type="null"
        answers={{ ...answers, owner: 'x' }}
      />,
      { api: { validateSpec, renderStack } },
    );
    expect(
      await screen.findByText('This cannot be applied yet'),
    ).toBeInTheDocument();
    expect(screen.getByText('targetCcu')).toBeInTheDocument();
    expect(validateSpec).toHaveBeenCalledWith(answers);
    expect(renderStack).not.toHaveBeenCalled();
  });

  it('gives the form a value, so that its validator is run', async () => {
    const onChange = jest.fn();
    renderWithApi(
      <FormWith
        field="MatrixStackReview"
        name="review"
        type="null"
        answers={answers}
        onChange={onChange}
      />,
      {
        api: Object.assign(new FakeMatrixNetworkApi(), {
          renderStack: async () => renderedStack,
        }),
      },
    );
    await screen.findByText(/3 objects in 3 stages/);
    expect(onChange).toHaveBeenCalledWith(
      expect.objectContaining({ review: null }),
    );
  });
});
