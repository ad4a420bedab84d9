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
  Stage,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ApplyStackOptions } from '../ApplyStackOptions';
import { LiveObjects } from '../LiveObjects';
import { defaultRetryPolicy, withRetry } from '../retry';
import { closes } from './decideBridge';
import { PolicyBridge } from './PolicyBridge';
import { reportWhatStays, withWhatStays } from './whatStays';

const FIRST_STAGE: Stage['id'] = 'policies';
const LAST_STAGE: Stage['id'] = 'default-deny';

/** What an apply knows of the cluster. */
interface Known {
  live: LiveObjects;
  /** The object as it was before the apply. */
  before(object: KubernetesObject): KubernetesObject | undefined;
  /** Whether it is surely yet to be made: what could not be planned may be there. */
  isNew(object: KubernetesObject): boolean;
}

/**
 * The bridges of one apply: into each namespace that has been there before, ahead
 * of its first policy, and out of it when all are in. A namespace that is yet to
 * be made has no pods that could lose anything: nothing is asked then.
 */
export class ApplyBridges {
  readonly #options: ApplyStackOptions;
  readonly #known: Known;
  readonly #report: (event: ProgressEvent) => void;
  readonly #bridges: PolicyBridge[] = [];

  constructor(options: ApplyStackOptions, known: Known) {
    this.#options = options;
    this.#known = known;
    this.#report = options.onProgress ?? (() => {});
  }

  /** Before anything of a stage goes in. */
  async before({ id, objects }: Stage): Promise<void> {
    if (id !== FIRST_STAGE) {
      return;
    }
    for (const policy of firstOfEachNamespace(objects)) {
      const { namespace } = policy.metadata;
      if (namespace && this.#wasThere(namespace)) {
        await this.#putIn(policy, namespace);
      }
    }
  }

  /** When all of a stage is in. */
  async after({ id }: Stage): Promise<void> {
    if (id !== LAST_STAGE) {
      return;
    }
    for (const bridge of this.#bridges) {
      await bridge.takeOut();
    }
  }

  /** Where the apply ends without an error, and not all is in. */
  reportWhatStays(): void {
    reportWhatStays(this.#bridges, this.#report);
  }

  /** Where the apply ends half-way: its error, with what has to be known. */
  withWhatStays(error: unknown): unknown {
    return withWhatStays(error, this.#bridges, {
      report: this.#report,
      signal: this.#options.signal,
    });
  }

  async #putIn(policy: KubernetesObject, namespace: string): Promise<void> {
    const { client, stack, signal, retry, wait } = this.#options;
    const bridge = new PolicyBridge({
      ...{ client, namespace, signal, retry, wait },
      report: this.#report,
    });
    this.#bridges.push(bridge);
    const live = await withRetry(
      () => this.#known.live.beside(policy, { signal }),
      { policy: { ...defaultRetryPolicy, ...retry }, signal },
    );
    await bridge.putIn({
      matrixCluster: stack.matrixCluster,
      live,
      isRisky: (closers = this.#knownClosers(namespace)) =>
        closers.length === 0 || !this.#onlyAdds(namespace, closers),
    });
  }

  /** Of the stack's own policies, where those of the namespace can't be listed. */
  #knownClosers(namespace: string): string[] {
    return [FIRST_STAGE, LAST_STAGE]
      .flatMap(id => this.#objectsOf(id))
      .filter(({ metadata }) => metadata.namespace === namespace)
      .flatMap(object => this.#known.before(object) ?? [])
      .filter(object => object.kind === 'NetworkPolicy' && closes(object))
      .map(({ metadata }) => metadata.name);
  }

  /** Whether all is closed by the stack already, or all that allows something is in. */
  #onlyAdds(namespace: string, closers: readonly string[]): boolean {
    const ofStage = (id: Stage['id']) =>
      this.#objectsOf(id).filter(
        ({ kind, metadata }) =>
          kind === 'NetworkPolicy' && metadata.namespace === namespace,
      );
    return (
      ofStage(LAST_STAGE).some(({ metadata }) =>
        closers.includes(metadata.name),
      ) ||
      ofStage(FIRST_STAGE).every(
        policy => this.#known.before(policy) !== undefined,
      )
    );
  }

  /** One that the stack does not make has to be there for its policies to go in. */
  #wasThere(namespace: string): boolean {
    const made = this.#objectsOf('namespaces').find(
      ({ kind, metadata }) =>
        kind === 'Namespace' && metadata.name === namespace,
    );
    return !made || !this.#known.isNew(made);
  }

  #objectsOf(id: Stage['id']): KubernetesObject[] {
    return this.#options.stack.stages
      .filter(stage => stage.id === id)
      .flatMap(({ objects }) => objects);
  }
}

function firstOfEachNamespace(
  objects: readonly KubernetesObject[],
): KubernetesObject[] {
  const first = new Map<string, KubernetesObject>();
  for (const object of objects) {
    const { namespace = '' } = object.metadata;
    if (object.kind === 'NetworkPolicy' && !first.has(namespace)) {
      first.set(namespace, object);
    }
  }
  return [...first.values()];
}
