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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { Event, Job, Pod } from '../controllers/kinds';
import { FaultsInput } from '../faults/faultsSchema';
import { SandboxCluster } from '../SandboxCluster';

interface List<T> {
  items: T[];
}

/** What a person or the product does with a cluster: HTTP, and nothing else. */
export class ProbeClient {
  constructor(private readonly cluster: SandboxCluster) {}

  async send(method: string, path: string, body?: unknown) {
    const response = await fetch(`${this.cluster.url}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.cluster.token}`,
        'Content-Type': 'application/json',
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text.startsWith('{') ? JSON.parse(text) : text,
    };
  }

  create(job: KubernetesObject) {
    return this.send('POST', '/apis/batch/v1/namespaces/matrix/jobs', job);
  }

  async job(name: string): Promise<Job | undefined> {
    const { status, body } = await this.send(
      'GET',
      `/apis/batch/v1/namespaces/matrix/jobs/${name}`,
    );
    return status === 200 ? body : undefined;
  }

  async pods(name: string): Promise<Pod[]> {
    const { body } = await this.send(
      'GET',
      `/api/v1/namespaces/matrix/pods?labelSelector=batch.kubernetes.io%2Fjob-name%3D${name}`,
    );
    const { items }: List<Pod> = body;
    return items;
  }

  async events(name: string): Promise<Event[]> {
    const { body } = await this.send(
      'GET',
      `/api/v1/namespaces/matrix/events?fieldSelector=involvedObject.name%3D${name}`,
    );
    const { items }: List<Event> = body;
    return items;
  }

  faults(faults: FaultsInput) {
    return this.send('PUT', '/sandbox/faults', faults);
  }
}
