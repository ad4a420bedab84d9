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

import {
  KubernetesObject,
  ProgressEvent,
  Stack,
  Stage,
} from '@matrix-network/backstage-plugin-matrix-network-common';

/** Patience for tests. */
export const quick = {
  retry: { attempts: 4, firstDelay: 5, maxDelay: 10 },
  wait: { interval: 5, timeout: 200, optionalTimeout: 20 },
};

/** A stack of just these stages. */
export function stackOf(...stages: Partial<Stage>[]): Stack {
  return {
    matrixCluster: 'chat-eu',
    warnings: [],
    stages: stages.map(stage => ({
      id: 'policies',
      title: 'Test',
      objects: [],
      waits: [],
      ...stage,
    })),
  };
}

/** A ConfigMap of namespace `default`, labelled as the stack labels all that it renders. */
export const configMap = (name: string, data: object): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    name,
    namespace: 'default',
    labels: { 'app.kubernetes.io/managed-by': 'matrix-network' },
  },
  data,
});

export const configMapRef = (name: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  namespace: 'default',
  name,
});

/** Keeps the progress of an apply. */
export function recorder() {
  const events: ProgressEvent[] = [];
  return { events, onProgress: (event: ProgressEvent) => events.push(event) };
}
