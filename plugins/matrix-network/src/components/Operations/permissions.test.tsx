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

import { screen } from '@testing-library/react';
import { renderWithApi } from '../../__testUtils__/render';
import { Conflicts } from './Conflicts';

// In a file of its own: `usePermission` remembers decisions from test to test.
describe('Conflicts without the permission', () => {
  it('names it beside a button that cannot be pressed, and lets nothing be chosen', async () => {
    renderWithApi(
      <Conflicts
        matrixCluster="chat-eu"
        conflicts={[
          {
            object: 'NetworkPolicy matrix/redis-access',
            field: '.spec.ingress',
            manager: 'argocd',
          },
        ]}
        onStarted={() => {}}
      />,
      { denied: ['matrix-network.apply'] },
    );
    expect(
      await screen.findByText(
        'To take over takes the permission matrix-network.apply.',
      ),
    ).toBeInTheDocument();
    const button = screen.getByRole('button', { name: 'Take over' });
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription(
      'To take over takes the permission matrix-network.apply.',
    );
    expect(screen.getByRole('table', { name: 'Conflicts' })).toHaveTextContent(
      'argocd',
    );
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
  });
});
