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
import { Banner } from './Banner';
import { RelativeTime } from './RelativeTime';

/** Says that what is shown is old, since when, and why. Nothing while it is fresh. */
export function StaleBanner(props: { poll: PollState }) {
  const fresh = freshness(props.poll, useNow());
  if (fresh.state !== 'stale') {
    return null;
  }
  return (
    <Banner
      tone="warning"
      title="Stale: the cluster was last read"
      since={<RelativeTime at={fresh.seenAt} />}
      announced="title"
    >
      {fresh.reason} What you see is how it was then.
    </Banner>
  );
}
