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

import {
  connectivityMatrix,
  flowChangesOf,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { Judging } from './Judging';

/** Lets the browser paint and take keystrokes before what takes a while. */
function breath(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, 0));
}

/**
 * Judges where it is called, a piece at a time. A usual deployment takes a few
 * tenths of a second.
 */
export const judgeInPage: Judging = {
  async matrix(network, spec) {
    await breath();
    return connectivityMatrix(network, spec);
  },
  async changes(network, spec, policies) {
    await breath();
    return flowChangesOf(network, spec, policies);
  },
};
