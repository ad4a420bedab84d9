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

import { isObject, JsonObject, objectAt, stringAt } from '../schema/json';
import { eachObject, ensureObject, fill } from './defaults';

/** Fills in a pod's spec as the API server does. */
export function defaultPodSpec(spec: JsonObject): void {
  fill(spec, {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
  });
  if (spec.serviceAccountName !== undefined) {
    fill(spec, { serviceAccount: spec.serviceAccountName });
  }
  eachObject(spec, 'containers', defaultContainer);
  eachObject(spec, 'initContainers', defaultContainer);
  eachObject(spec, 'volumes', defaultVolume);
}

function defaultContainer(container: JsonObject): void {
  const image = stringAt(container, 'image');
  fill(container, {
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: isLatest(image) ? 'Always' : 'IfNotPresent',
  });
  eachObject(container, 'ports', port => {
    fill(port, { protocol: 'TCP' });
  });
  eachObject(container, 'env', variable => {
    const fieldRef = objectAt(variable, 'valueFrom').fieldRef;
    if (isObject(fieldRef)) {
      fill(fieldRef, { apiVersion: 'v1' });
    }
  });
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    const found = container[probe];
    if (isObject(found)) {
      defaultProbe(found);
    }
  }
  const lifecycle = container.lifecycle;
  for (const handler of ['postStart', 'preStop']) {
    defaultHandler(objectAt(lifecycle, handler));
  }
}

function isLatest(image: string): boolean {
  const name = image.split('/').pop() ?? '';
  return (
    !name.includes('@') && (!name.includes(':') || name.endsWith(':latest'))
  );
}

function defaultProbe(probe: JsonObject): void {
  fill(probe, {
    timeoutSeconds: 1,
    periodSeconds: 10,
    successThreshold: 1,
    failureThreshold: 3,
  });
  defaultHandler(probe);
}

function defaultHandler(handler: JsonObject): void {
  if (isObject(handler.httpGet)) {
    fill(handler.httpGet, { path: '/', scheme: 'HTTP' });
  }
  if (isObject(handler.grpc)) {
    fill(handler.grpc, { service: '' });
  }
}

const fileMode = 0o644;

function defaultVolume(volume: JsonObject): void {
  const sources = Object.keys(volume).filter(field => field !== 'name');
  if (sources.length === 0) {
    volume.emptyDir = {};
  }
  for (const source of ['secret', 'configMap', 'downwardAPI', 'projected']) {
    const found = volume[source];
    if (isObject(found)) {
      fill(found, { defaultMode: fileMode });
    }
  }
  if (isObject(volume.hostPath)) {
    fill(volume.hostPath, { type: '' });
  }
  if (isObject(volume.downwardAPI)) {
    eachObject(volume.downwardAPI, 'items', item => {
      if (isObject(item.fieldRef)) {
        fill(item.fieldRef, { apiVersion: 'v1' });
      }
    });
  }
  const projected = volume.projected;
  if (isObject(projected)) {
    eachObject(projected, 'sources', source => {
      if (isObject(source.serviceAccountToken)) {
        fill(source.serviceAccountToken, { expirationSeconds: 3600 });
      }
    });
  }
}

/** Fills in the pod template at `spec.template`. */
export function defaultTemplate(spec: JsonObject): void {
  const template = ensureObject(spec, 'template');
  ensureObject(template, 'metadata');
  defaultPodSpec(ensureObject(template, 'spec'));
}
