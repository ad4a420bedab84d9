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
import { components } from './components';
import { Advisory, Release, ReleaseComponent } from './types';
import { inRange, upstreamVersion } from './versions';

/**
 * Advisories that affect a version of a component: any version, also one that
 * the catalogue does not offer but a cluster runs. Worst first.
 * @public
 */
export function advisoriesFor(
  component: ReleaseComponent,
  version: string,
): Advisory[] {
  return components[component].advisories.filter(({ affected }) =>
    inRange(version, affected),
  );
}

/** Every release that a spec can choose, the default of each component first. @public */
export const releaseCatalogue: readonly Release[] = Object.values(
  components,
).flatMap(({ component, releases }) =>
  releases.map(release => ({
    ...release,
    advisories: advisoriesFor(component, release.version),
  })),
);

/** Versions of a component that a spec can choose. @public */
export function releasesOf(component: ReleaseComponent): Release[] {
  return releaseCatalogue.filter(release => release.component === component);
}

/** A release by version, with or without a leading `v`. @public */
export function findRelease(
  component: ReleaseComponent,
  version: string,
): Release | undefined {
  const wanted = upstreamVersion(version);
  return releasesOf(component).find(release => release.version === wanted);
}

/** The release that a spec gets when it names none. @public */
export function defaultRelease(component: ReleaseComponent): Release {
  const release = releasesOf(component).find(({ isDefault }) => isDefault);
  if (!release) {
    throw new Error(`The catalogue has no default release of ${component}`);
  }
  return release;
}
