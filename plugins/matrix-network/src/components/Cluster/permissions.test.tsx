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
import { FakeMatrixNetworkApi, smallConnectivity } from '../../__testUtils__';
import { renderWithApi } from '../../__testUtils__/render';
import { MatrixClusterNetwork } from './MatrixClusterNetwork';

// In a file of its own: `usePermission` remembers decisions from test to test.
describe('MatrixClusterNetwork without permissions', () => {
  it('keeps people without the permission from applying and checking', async () => {
    renderWithApi(<MatrixClusterNetwork name="chat-eu" />, {
      api: Object.assign(new FakeMatrixNetworkApi(), {
        getConnectivity: async () => smallConnectivity,
      }),
      denied: ['matrix-network.apply', 'matrix-network.check'],
    });

    expect(
      await screen.findByText('You may not run checks'),
    ).toBeInTheDocument();
    await screen.findByRole('button', { name: 'Roll back to spec 1' });
    for (const name of [
      'Re-apply',
      'Forget',
      'Uninstall',
      'Roll back to spec 1',
    ]) {
      const button = screen.getByRole('button', { name });
      expect(button).toBeDisabled();
      expect(button).toHaveAccessibleDescription(
        /takes the permission matrix-network\.apply/,
      );
    }
    expect(screen.getByRole('button', { name: 'Check' })).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Probe' })).toBeDisabled();
  });
});
