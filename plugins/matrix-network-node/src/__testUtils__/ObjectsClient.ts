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
import { ClusterClient, KindRef, ObjectRef } from '../cluster';

/** A ClusterClient over a fixed set of objects, which applies write into. */
export class ObjectsClient implements ClusterClient {
  readonly clusterName = 'objects';
  readonly objects: KubernetesObject[];
  /** What the next applies answer instead. */
  readonly refusals: Error[] = [];
  readonly applied: KubernetesObject[] = [];
  readonly deleted: string[] = [];

  constructor(objects: KubernetesObject[] = []) {
    this.objects = [...objects];
  }

  async version() {
    return { major: '1', minor: '34', gitVersion: 'v1.34.0' };
  }

  async serves(kind: KindRef) {
    return !kind.apiVersion.startsWith('unserved');
  }

  async get(ref: ObjectRef) {
    return this.objects.find(
      ({ kind, metadata }) =>
        kind === ref.kind &&
        metadata.name === ref.name &&
        metadata.namespace === ref.namespace,
    );
  }

  async exists(ref: ObjectRef) {
    return (await this.get(ref)) !== undefined;
  }

  async identify(ref: ObjectRef) {
    const live = await this.get(ref);
    if (!live) {
      return undefined;
    }
    const { uid, creationTimestamp, labels = {}, annotations } = live.metadata;
    const certificateName = annotations?.['cert-manager.io/certificate-name'];
    return { uid, createdAt: creationTimestamp, labels, certificateName };
  }

  async list(kind: KindRef) {
    return this.objects.filter(object => object.kind === kind.kind);
  }

  async apply(object: KubernetesObject, options: { dryRun?: boolean }) {
    const refusal = this.refusals.shift();
    if (refusal) {
      throw refusal;
    }
    if (!options.dryRun) {
      this.applied.push(object);
    }
    return object;
  }

  async patch(ref: ObjectRef): Promise<KubernetesObject> {
    throw new Error(`No patch of ${ref.kind} ${ref.name} was expected`);
  }

  async isAllowed() {
    return true;
  }

  async delete(ref: ObjectRef) {
    this.deleted.push(ref.name);
  }
}
