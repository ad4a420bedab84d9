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
import { failedOperation } from '../../__testUtils__';
import { renderWithApi } from '../../__testUtils__/render';
import { OperationBanner } from './OperationBanner';

describe('OperationBanner', () => {
  it('has read out what came of it, and not each time how long ago that was', async () => {
    renderWithApi(
      <OperationBanner operation={failedOperation} onOpen={() => {}} />,
    );
    expect(await screen.findByRole('status')).toHaveTextContent(
      /^Apply failed$/,
    );
    expect(screen.getByText(/did not become available/)).toHaveTextContent(
      /hour ago by user:default\/guest/,
    );
  });
});
