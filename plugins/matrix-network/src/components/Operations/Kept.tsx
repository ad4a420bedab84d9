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
import { OperationResult } from '@matrix-network/backstage-plugin-matrix-network-common';
import { useId } from 'react';

/** What an uninstall, or an apply that prunes, has left where it is, and why. */
export function Kept(props: { kept: NonNullable<OperationResult['kept']> }) {
  const { kept } = props;
  if (!kept.length) {
    return null;
  }
  const reasons = [...new Set(kept.map(({ reason }) => reason))];
  return (
    <>
      <Typography variant="subtitle2" component="h3" style={{ marginTop: 16 }}>
        Left where it is
      </Typography>
      {reasons.map(reason => (
        <SameReason
          key={reason}
          reason={reason}
          objects={kept
            .filter(one => one.reason === reason)
            .map(({ object }) => object)}
        />
      ))}
    </>
  );
}

function SameReason(props: { reason: string; objects: readonly string[] }) {
  const { reason, objects } = props;
  const reasonId = useId();
  return (
    <>
      <Typography id={reasonId} variant="body2" component="p">
        {reason}:
      </Typography>
      <Typography
        variant="body2"
        component="ul"
        aria-labelledby={reasonId}
        style={{ margin: '0 0 8px', paddingLeft: 20 }}
      >
        {objects.map(object => (
          <li key={object} style={{ overflowWrap: 'anywhere' }}>
            <code>{object}</code>
          </li>
        ))}
      </Typography>
    </>
  );
}
