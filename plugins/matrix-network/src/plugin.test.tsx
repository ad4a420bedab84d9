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

import { createExtensionTester } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { matrixNetworkApiRef } from './api';
import { matrixNetworkPage } from './extensions/pages';
import { matrixNetworkPlugin } from './plugin';
import { FakeMatrixNetworkApi } from './__testUtils__';
import { renderWithApi } from './__testUtils__/render';

describe('matrixNetworkPlugin', () => {
  it('has its page, tab, card, client and form fields', () => {
    for (const id of [
      'page:matrix-network',
      'api:matrix-network',
      'entity-content:matrix-network/network',
      'entity-card:matrix-network/network',
      'scaffolder-form-field:matrix-network/matrix-kubernetes-cluster',
      'scaffolder-form-field:matrix-network/matrix-cluster-name',
      'scaffolder-form-field:matrix-network/matrix-namespace',
      'scaffolder-form-field:matrix-network/matrix-domain',
      'scaffolder-form-field:matrix-network/matrix-contact-email',
      'scaffolder-form-field:matrix-network/matrix-target-ccu',
      'scaffolder-form-field:matrix-network/matrix-stack-review',
    ] as const) {
      expect(matrixNetworkPlugin.getExtension(id)).toBeDefined();
    }
  });

  it('serves the fleet page', async () => {
    const page = createExtensionTester(matrixNetworkPage, {
      apis: [[matrixNetworkApiRef, new FakeMatrixNetworkApi([], [])]],
    });
    renderWithApi(page.reactElement(), {
      api: new FakeMatrixNetworkApi([], []),
    });
    expect(
      await screen.findByText('No Matrix clusters yet'),
    ).toBeInTheDocument();
  });
});
