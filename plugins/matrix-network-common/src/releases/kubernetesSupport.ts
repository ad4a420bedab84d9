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
import compare from 'semver/functions/compare';
import coerce from 'semver/functions/coerce';
import { components } from './components';
import { KubernetesRange, ReleaseComponent } from './types';
import { releaseLine } from './versions';

/** Whether a release runs on a Kubernetes version; `unknown` when either is not known. @public */
export type KubernetesSupport = 'supported' | 'tooOld' | 'tooNew' | 'unknown';

/** Kubernetes versions that upstream names for a version of a component, also for one outside the catalogue. @public */
export function kubernetesRangeOf(
  component: ReleaseComponent,
  version: string,
): KubernetesRange | undefined {
  const line = releaseLine(version);
  return line === undefined
    ? undefined
    : components[component].kubernetes[line];
}

function compareMinor(a: string, b: string): number | undefined {
  const left = coerce(a);
  const right = coerce(b);
  if (!left || !right) {
    return undefined;
  }
  return compare(
    `${left.major}.${left.minor}.0`,
    `${right.major}.${right.minor}.0`,
  );
}

/**
 * Whether a release runs on a Kubernetes version. `kubernetesVersion` is
 * `major.minor`, with whatever follows ignored: `1.31`, `v1.31.2+k3s1`.
 * @public
 */
export function kubernetesSupport(
  release: { kubernetes: KubernetesRange } | undefined,
  kubernetesVersion: string | undefined,
): KubernetesSupport {
  if (!release || kubernetesVersion === undefined) {
    return 'unknown';
  }
  const { min, max } = release.kubernetes;
  const overMin = compareMinor(kubernetesVersion, min);
  if (overMin === undefined) {
    return 'unknown';
  }
  if (overMin < 0) {
    return 'tooOld';
  }
  const overMax = max === undefined ? 0 : compareMinor(kubernetesVersion, max);
  return overMax !== undefined && overMax > 0 ? 'tooNew' : 'supported';
}

/** `1.31 to 1.35`, `1.22 or newer`. @public */
export function describeKubernetesRange({ min, max }: KubernetesRange): string {
  return max === undefined ? `${min} or newer` : `${min} to ${max}`;
}
