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

import { existsSync } from 'node:fs';

const FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The files of the account that Kubernetes gives a pod. */
export interface PodAccount {
  tokenFile: string;
  /** Of the pod's own API server; `undefined` outside of a pod. */
  caFile: string | undefined;
}

/** `root` precedes their paths; it is empty in a pod. */
export function podAccount(root: string): PodAccount {
  const caFile = `${root}${FOLDER}/ca.crt`;
  return {
    tokenFile: `${root}${FOLDER}/token`,
    caFile: existsSync(caFile) ? caFile : undefined,
  };
}
