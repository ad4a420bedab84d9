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

/**
 * A worker of this package's own. It is named by the package, not by a path, so
 * that bundlers find it in the sources and in what is published alike.
 * Undefined where there are no workers, or the page may not load one.
 */
export function createWorker(): Worker | undefined {
  if (typeof Worker === 'undefined') {
    return undefined;
  }
  try {
    return new Worker(
      new URL(
        '@matrix-network/backstage-plugin-matrix-network/judging-worker',
        import.meta.url,
      ),
    );
  } catch {
    return undefined;
  }
}
