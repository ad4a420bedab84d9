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

import Skeleton from '@material-ui/lab/Skeleton';

/** Grey shapes where the content is going to be. */
export function Loading(props: { what: string; rows?: number }) {
  const { what, rows = 3 } = props;
  return (
    <div role="status" aria-busy="true" aria-label={`Loading ${what}`}>
      <Skeleton variant="text" width="40%" height={36} />
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton
          key={row}
          variant="rect"
          height={row === 0 ? 96 : 56}
          style={{ marginTop: 12, borderRadius: 4 }}
        />
      ))}
    </div>
  );
}
