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

import { act } from '@testing-library/react';

/** Hides the page, or brings it back, as switching tabs does. */
export async function setPageVisible(visible: boolean) {
  Object.defineProperty(document, 'hidden', {
    configurable: true,
    value: !visible,
  });
  await act(async () => {
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

/** Turns to another tab and comes back after an hour: what the page shows is read anew. */
export async function comeBackLater() {
  const hourMs = 60 * 60_000;
  const later = Date.now() + hourMs;
  await setPageVisible(false);
  const clock = jest.spyOn(Date, 'now').mockReturnValue(later);
  await setPageVisible(true);
  clock.mockRestore();
}
