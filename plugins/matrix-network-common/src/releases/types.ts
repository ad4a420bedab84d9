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
/** Upstream components that a stack is made of. @public */
export type ReleaseComponent = 'ingress-nginx' | 'cert-manager';

/** An image that a release runs. @public */
export interface ReleaseImage {
  /** What it is for: `controller`, `webhook`, `acmesolver`, … */
  role: string;
  /** With registry, without tag: `registry.k8s.io/ingress-nginx/controller`. */
  name: string;
  tag: string;
  /** `sha256:…`, where upstream's manifest gives it. */
  digest?: string;
}

/** As the advisory rates itself; `unrated` where no rating could be checked. @public */
export type AdvisorySeverity =
  | 'critical'
  | 'high'
  | 'medium'
  | 'low'
  | 'unrated';

/** A known vulnerability of a component. @public */
export interface Advisory {
  id: string;
  severity: AdvisorySeverity;
  /** CVSS base score, 0 to 10. */
  cvss?: number;
  summary: string;
  /** Affected versions, as an npm semver range. */
  affected: string;
  /** First fixed version of each line; empty when upstream has no fix. */
  fixedIn: readonly string[];
  url: string;
}

/** Kubernetes versions, `major.minor`, both ends included. @public */
export interface KubernetesRange {
  min: string;
  /** Newest one that upstream tested; absent where upstream names none. */
  max?: string;
}

/** Something in a release's manifest that does not work as shipped and that the stack mends. @public */
export interface ReleaseDefect {
  id: string;
  summary: string;
  /** The image that the Deployment ships with, and the one it should have. */
  wrongImage: { deployment: string; shipped: string; correct: string };
}

/**
 * A version of an upstream component that a stack can be rendered with.
 * @public
 */
export interface Release {
  component: ReleaseComponent;
  /** Without a leading `v`. */
  version: string;
  /** Path in the layout of a mirror. */
  path: string;
  /** Upstream location of the manifest. */
  url: string;
  /** Of the manifest; absent means: recorded on first use, a later mismatch is an error. */
  sha256?: string;
  kubernetes: KubernetesRange;
  images: readonly ReleaseImage[];
  /** Advisories that this version is affected by. */
  advisories: readonly Advisory[];
  /** Why no more fixes are to be expected. */
  endOfLife?: string;
  defects: readonly ReleaseDefect[];
  isDefault: boolean;
}

/**
 * All that the product knows of one upstream component. A component that joins
 * brings one of these, and nothing that asks for releases has to change.
 * @public
 */
export interface ComponentCatalogue {
  component: ReleaseComponent;
  /** Field of the spec that chooses its release. */
  field: string;
  /** That a spec can choose, newest first. */
  releases: readonly Omit<Release, 'advisories'>[];
  /** Worst first. */
  advisories: readonly Advisory[];
  /** Kubernetes versions of each line, `major.minor`. */
  kubernetes: Readonly<Record<string, KubernetesRange>>;
  /** Why no version of it gets fixes any more; absent while upstream lives. */
  retirement?: string;
}
