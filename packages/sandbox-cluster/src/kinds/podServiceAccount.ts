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

import { randomInt } from 'node:crypto';
import { JsonObject, objectAt, objectsAt, stringAt } from '../schema/json';
import { ClusterView } from '../store/ServedType';
import { ensureObject, fill } from './defaults';

const MOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';
const MIRROR = 'kubernetes.io/config.mirror';
// As Kubernetes ends names: no vowels, and nothing that looks like another.
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** A node's own pod, which the API server only shows: it uses no ServiceAccount. */
export function isMirrorPod(pod: JsonObject): boolean {
  return objectAt(pod, 'metadata', 'annotations')[MIRROR] !== undefined;
}

/**
 * Gives a new pod its ServiceAccount, `default` where it names none, and mounts
 * that account's token, as the admission plugin ServiceAccount does.
 */
export function useServiceAccount(pod: JsonObject, cluster: ClusterView): void {
  if (isMirrorPod(pod)) {
    return;
  }
  const spec = ensureObject(pod, 'spec');
  fill(spec, { serviceAccountName: 'default' });
  fill(spec, { serviceAccount: spec.serviceAccountName });
  const account = cluster
    .all('', 'ServiceAccount')
    .find(
      ({ metadata }) =>
        stringAt(metadata, 'namespace') ===
          stringAt(pod, 'metadata', 'namespace') &&
        stringAt(metadata, 'name') === stringAt(spec, 'serviceAccountName'),
    );
  if (
    account?.imagePullSecrets !== undefined &&
    objectsAt(spec, 'imagePullSecrets').length === 0
  ) {
    spec.imagePullSecrets = account.imagePullSecrets;
  }
  const mounts =
    spec.automountServiceAccountToken ??
    account?.automountServiceAccountToken ??
    true;
  if (mounts) {
    mountToken(spec);
  }
}

function mountToken(spec: JsonObject): void {
  const suffix = Array.from(
    { length: 5 },
    () => ALPHABET[randomInt(ALPHABET.length)],
  );
  const name = `kube-api-access-${suffix.join('')}`;
  const containers = ['initContainers', 'containers']
    .flatMap(field => objectsAt(spec, field))
    .filter(container =>
      objectsAt(container, 'volumeMounts').every(
        mount => mount.mountPath !== MOUNT_PATH,
      ),
    );
  for (const container of containers) {
    container.volumeMounts = [
      ...objectsAt(container, 'volumeMounts'),
      { name, readOnly: true, mountPath: MOUNT_PATH },
    ];
  }
  if (containers.length > 0) {
    spec.volumes = [...objectsAt(spec, 'volumes'), tokenVolume(name)];
  }
}

function tokenVolume(name: string): JsonObject {
  return {
    name,
    projected: {
      defaultMode: 0o644,
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
        {
          configMap: {
            name: 'kube-root-ca.crt',
            items: [{ key: 'ca.crt', path: 'ca.crt' }],
          },
        },
        {
          downwardAPI: {
            items: [
              {
                path: 'namespace',
                fieldRef: {
                  apiVersion: 'v1',
                  fieldPath: 'metadata.namespace',
                },
              },
            ],
          },
        },
      ],
    },
  };
}
