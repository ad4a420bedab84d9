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

import { Page } from '@playwright/test';

/** As {@link textWidth} has it with Debian's fonts for its Chromium (DejaVu), which drew the kept pictures. */
export const WIDTH_OF_KEPT_PICTURES = 3370;

/** Whole pixels that a text takes in the page's font and in the one for code, which tells fonts apart. */
export function textWidth(page: Page): Promise<number> {
  return page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d');
    if (!context) {
      throw new Error('This browser has no canvas');
    }
    const { fontFamily } = getComputedStyle(document.body);
    return [fontFamily, 'monospace'].reduce((sum, family) => {
      context.font = `100px ${family}`;
      return (
        sum +
        Math.round(context.measureText('Who reaches whom, 0123456789').width)
      );
    }, 0);
  });
}
