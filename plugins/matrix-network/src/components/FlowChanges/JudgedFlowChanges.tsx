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

import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { FlowChanges } from '@matrix-network/backstage-plugin-matrix-network-common';
import { Judged } from '../../hooks';
import { Banner } from '../Status';
import { FlowChangesView } from './FlowChangesView';

/** What a change comes to, while it is judged and after. */
export function JudgedFlowChanges(props: { judged: Judged<FlowChanges> }) {
  const { value, error, judging } = props.judged;
  if (error) {
    return (
      <Banner tone="bad" title="What it changes could not be judged">
        {error.message}
      </Banner>
    );
  }
  return (
    <>
      {judging && (
        <div role="status">
          <Typography variant="body2">Judging what changes…</Typography>
          <LinearProgress aria-label="Judging" />
        </div>
      )}
      {value && (
        <div aria-busy={judging}>
          <FlowChangesView changes={value} announced />
        </div>
      )}
    </>
  );
}
