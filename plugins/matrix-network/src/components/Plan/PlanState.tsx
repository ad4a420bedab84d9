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

import { StateWord } from '../../model';
import { StatusLabel } from '../Status';

/** What is planned, in one phrase. Only what is good or needs a look has an icon: a change that was asked for is neither. */
export function PlanState(props: { state: StateWord }) {
  const { state } = props;
  return state.tone === 'neutral' ? (
    <strong style={{ fontWeight: 500 }}>{state.word}</strong>
  ) : (
    <StatusLabel state={state} />
  );
}
