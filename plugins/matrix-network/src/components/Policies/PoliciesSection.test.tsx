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

import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { policiesInForce } from '../../__testUtils__';
import { PoliciesSection } from './PoliciesSection';

const [first, second, ...rest] = policiesInForce;

describe('PoliciesSection', () => {
  it('says which policies are made pointless, and by which', async () => {
    render(
      <PoliciesSection
        policies={[
          first,
          {
            ...second,
            state: 'shadowed',
            shadowedBy: [
              { policy: 'open-all', directions: ['Ingress', 'Egress'] },
              { policy: 'dns-for-all', directions: ['Egress'] },
            ],
          },
          ...rest,
        ]}
        contract={[]}
        emptyText="none"
      />,
    );
    expect(
      await screen.findByText('12 of 13 in force, 1 shadowed'),
    ).toBeInTheDocument();
    const [worst] = screen.getAllByRole('button', {
      name: /in force|shadowed/i,
    });
    expect(worst).toHaveTextContent(`Shadowed ${second.name}`);
    await userEvent.click(worst);
    expect(await screen.findByText('Made pointless by')).toBeVisible();
    expect(
      screen.getByText('open-all (ingress and egress), dns-for-all (egress)'),
    ).toBeVisible();
  });
});
