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

import Typography from '@material-ui/core/Typography';
import {
  Connectivity,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { usePlannedChange } from '../../hooks';
import { Change } from '../../model';
import { JudgedFlowChanges } from '../FlowChanges';

const reapply: Change = { kind: 'reapply' };

/** Which flows open and close by applying a spec and removing nothing, judged over the pods and policies of the last poll. */
export function FlowsByLastPoll(props: {
  /** What is known of pods and policies; undefined while it is read. */
  connectivity?: Connectivity;
  /** The stored one when left out. */
  spec?: StackSpec;
}) {
  const { connectivity, spec } = props;
  return (
    <div style={{ marginTop: 16 }}>
      <Typography variant="subtitle2" component="h3">
        What the policies change
      </Typography>
      {connectivity?.network ? (
        <Judged connectivity={connectivity} spec={spec} />
      ) : (
        <Typography variant="body2" color="textSecondary">
          {connectivity
            ? 'Which flows open or close cannot be said: there are no pods and policies of a poll to judge.'
            : 'Pods and policies are being read…'}
        </Typography>
      )}
    </div>
  );
}

function Judged(props: { connectivity: Connectivity; spec?: StackSpec }) {
  const { connectivity, spec = connectivity.spec } = props;
  const { planned, judged } = usePlannedChange(
    reapply,
    connectivity.network,
    spec,
  );
  return (
    <>
      {planned &&
        'notes' in planned &&
        planned.notes.map(note => (
          <Typography key={note} variant="body2">
            {note}
          </Typography>
        ))}
      <JudgedFlowChanges judged={judged} />
    </>
  );
}
