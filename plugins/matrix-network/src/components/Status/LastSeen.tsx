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

import { PollState } from '@matrix-network/backstage-plugin-matrix-network-common';
import { useNow } from '../../hooks';
import { freshness } from '../../model';
import { RelativeTime } from './RelativeTime';
import { StatusLabel } from './StatusLabel';

/** When a Matrix cluster was last read, and that this is stale where it is. */
export function LastSeen(props: { poll: PollState }) {
  const fresh = freshness(props.poll, useNow());
  if (fresh.state === 'neverSeen') {
    return <StatusLabel state={{ word: 'Never seen', tone: 'neutral' }} />;
  }
  if (fresh.state === 'fresh') {
    return (
      <span>
        Seen <RelativeTime at={fresh.seenAt} />
      </span>
    );
  }
  return (
    <span>
      <StatusLabel state={{ word: 'Stale', tone: 'warning' }} /> since{' '}
      <RelativeTime at={fresh.seenAt} />
    </span>
  );
}
