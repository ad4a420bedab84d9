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
  Controller,
  ControllerContext,
  keyOf,
} from '../controllers/Controller';
import { CONFIG_MAP, Pod, POD, SECRET } from '../controllers/kinds';
import { PodRuntime } from './PodRuntime';
import { KubeletOptions, PodWorker } from './PodWorker';

/**
 * Plays the kubelets: brings pods that have a node through their init containers
 * to Running and Ready, and pods that run to completion to their end.
 */
export function createKubelet(options: KubeletOptions = {}): Controller {
  const runtimes = new Map<string, PodRuntime>();
  return {
    name: 'kubelet',
    keysFor({ object, type }, { state }) {
      if (object.kind === 'Pod') {
        if (type === 'DELETED') {
          runtimes.delete(object.metadata.uid ?? '');
          options.logs?.forget(object.metadata);
        }
        return [keyOf(object)];
      }
      return object.kind === 'Secret' || object.kind === 'ConfigMap'
        ? state
            .list(POD, { namespace: object.metadata.namespace })
            .filter(pod => mounts(pod, object.kind, object.metadata.name))
            .map(keyOf)
        : [];
    },
    async reconcile({ namespace, name }, context) {
      const pod = context.state.get(POD, namespace, name);
      if (!pod?.spec.nodeName || isFinished(pod)) {
        return undefined;
      }
      const uid = pod.metadata.uid ?? '';
      const known = runtimes.get(uid);
      const isHeldUp = !known?.hasAnyStarted && missingMount(pod, context);
      const runtime =
        known && !isHeldUp
          ? known
          : new PodRuntime(context.clock.now().getTime());
      runtimes.set(uid, runtime);
      const worker = new PodWorker(pod, runtime, options, context);
      return isHeldUp ? worker.wait() : worker.work();
    },
  };
}

function isFinished({ status }: Pod): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed';
}

function volumeRefs(pod: Pod) {
  return (pod.spec.volumes ?? []).flatMap(({ secret, configMap }) => [
    ...(secret && !secret.optional
      ? [{ kind: SECRET, name: secret.secretName }]
      : []),
    ...(configMap && !configMap.optional
      ? [{ kind: CONFIG_MAP, name: configMap.name }]
      : []),
  ]);
}

function mounts(pod: Pod, kind: string, name: string): boolean {
  return volumeRefs(pod).some(
    ref => ref.kind.kind === kind && ref.name === name,
  );
}

function missingMount(pod: Pod, { state }: ControllerContext): boolean {
  return volumeRefs(pod).some(
    ({ kind, name }) => !state.get(kind, pod.metadata.namespace, name),
  );
}
