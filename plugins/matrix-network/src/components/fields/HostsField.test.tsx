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

import { Form } from '@backstage/plugin-scaffolder-react/alpha';
import type { StepperProps } from '@backstage/plugin-scaffolder-react/alpha';
import validator from '@rjsf/validator-ajv8';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderWithApi } from '../../__testUtils__/render';
import { HostsField } from './HostsField';

const extensions: StepperProps['extensions'] = [
  { name: 'MatrixCertificateHosts', component: HostsField },
];

const fields = Object.fromEntries(
  extensions.map(({ name, component }) => [name, component]),
);

function show(hosts?: string[]) {
  const onChange = jest.fn();
  renderWithApi(
    <Form
      validator={validator}
      fields={fields}
      schema={{
        type: 'object',
        properties: {
          hosts: {
            type: 'array',
            items: { type: 'string' },
            title: 'Names',
            description: 'One a line',
          },
        },
      }}
      uiSchema={{ hosts: { 'ui:field': 'MatrixCertificateHosts' } }}
      formData={{ hosts }}
      onChange={event => onChange(event.formData.hosts)}
    />,
  );
  return { user: userEvent.setup(), onChange };
}

describe('HostsField', () => {
  it('takes names one a line, and keeps the line that is begun', async () => {
    const { user, onChange } = show();
    const names = screen.getByRole('textbox', { name: 'Names' });
    expect(names).toHaveAccessibleDescription('One a line');
    await user.click(names);
    await user.paste('a.example.org');
    await user.keyboard('{Enter}');
    expect(names).toHaveValue('a.example.org\n');
    await user.paste('b.example.org');
    expect(onChange).toHaveBeenLastCalledWith([
      'a.example.org',
      'b.example.org',
    ]);
  });

  it('comes back to what was typed, and leaves the default once it is empty', async () => {
    const { user, onChange } = show(['a.example.org', 'b.example.org']);
    const names = screen.getByRole('textbox', { name: 'Names' });
    expect(names).toHaveValue('a.example.org\nb.example.org');
    await user.clear(names);
    expect(onChange).toHaveBeenLastCalledWith(undefined);
  });
});
