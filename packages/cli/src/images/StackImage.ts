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

/** An image that a stack runs, once. */
export interface StackImage {
  /** What brings it: `ingress-nginx`, `cert-manager`, `probes`. */
  component: string;
  /** Where upstream has it, as the manifest writes it: with tag, and digest where there is one. */
  source: string;
  /** `registry.k8s.io/ingress-nginx/controller`. */
  repository: string;
  tag?: string;
  digest?: string;
  /** In the registry that the spec or the command names. */
  target?: string;
  /** Objects that run it, and the container or flag that names it. */
  usedIn: { object: string; place: string }[];
}

/** Registry and path, tag, digest: each of letters that mean nothing to a shell. */
const reference =
  /^([a-z0-9][\w.-]*(?::\d+)?(?:\/[a-z0-9][\w.-]*)*?)(?::([\w][\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$/i;

/** The parts of an image's name; undefined for what is none. */
export function parseImage(
  image: string,
): { repository: string; tag?: string; digest?: string } | undefined {
  const [, repository, tag, digest] = reference.exec(image) ?? [];
  return repository
    ? { repository, ...(tag && { tag }), ...(digest && { digest }) }
    : undefined;
}
