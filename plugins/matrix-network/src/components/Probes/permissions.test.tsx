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
import { ProbeStart } from './ProbeStart';

// In a file of its own: `usePermission` remembers decisions from test to test.
describe('ProbeStart without the permission', () => {
  it('names it', async () => {
    renderWithApi(
      <ProbeStart
        label="Probe"
        selection={{ kind: 'isolation' }}
        context={{
          matrixCluster: 'chat-eu',
          hasNetwork: true,
          onStarted: () => {},
        }}
      />,
      { denied: ['matrix-network.check'] },
    );
    expect(
      await screen.findByText(
        'This takes the permission matrix-network.check.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Probe' })).toBeDisabled();
  });
});
