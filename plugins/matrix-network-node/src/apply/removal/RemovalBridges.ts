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
  STACK_LABEL,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { KubernetesApiError } from '../../cluster';
import { closes } from '../bridge/decideBridge';
import { BridgeOccasion, PolicyBridge } from '../bridge/PolicyBridge';
import { withWhatStays } from '../bridge/whatStays';
import { describeObject } from '../describeObject';
import { defaultRetryPolicy, withRetry } from '../retry';
import { isBridgeEntry, isPolicyEntry } from './bridgeEntries';
import { decideRemoval } from './decideRemoval';
import { InventoryEntry } from './InventoryEntry';
import { allowsSomething, neededBeside } from './keepWhatIsNeeded';
import type { RemovalStep } from './planRemoval';
import type { RemoveObjectsOptions } from './removeObjects';

const MAX_LISTED = 1_000;

function isBridgeStep({ entry }: RemovalStep): boolean {
  return isBridgeEntry(entry);
}

function isGoing({ entry, decision }: RemovalStep, namespace: string): boolean {
  return (
    entry.namespace === namespace &&
    decision.action === 'delete' &&
    isPolicyEntry(entry) &&
    !isBridgeEntry(entry)
  );
}

function letsThrough({ entry }: RemovalStep): boolean {
  return allowsSomething(entry);
}

/** What a namespace has when some of its policies are to go. */
interface Found extends Pick<BridgeOccasion, 'live'> {
  goes: ReadonlySet<string>;
  /** A policy of the record that stays, and closes something. */
  staying?: KubernetesObject;
  /** The Matrix cluster whose policies go. */
  owner?: string;
}

/**
 * The bridges of one removal: in where the last policies of a namespace begin to
 * go, out when they are gone. Where one turns out to stay, those that let
 * something through beside it stay as well.
 */
export class RemovalBridges {
  readonly #options: RemoveObjectsOptions;
  readonly #bridges = new Map<string, PolicyBridge>();
  /** Policies that stay, by namespace. */
  readonly #stays = new Map<string, string>();

  constructor(options: RemoveObjectsOptions) {
    this.#options = options;
  }

  /**
   * Before anything goes: what was begun without it would end half-way.
   * @throws where a bridge will be needed that could not go in, or out again
   */
  async check(): Promise<void> {
    for (const { entry } of this.#options.steps.filter(isBridgeStep)) {
      const { namespace = '' } = entry;
      const going = this.#options.steps.filter(step =>
        isGoing(step, namespace),
      );
      if (going.filter(letsThrough).length > 1) {
        await this.#check(entry, namespace, going);
      }
    }
  }

  /** Before any of a group goes. Only namespaces of which a bridge is among the steps lose all of their policies. */
  async before(group: readonly RemovalStep[]): Promise<void> {
    for (const { entry } of this.#options.steps.filter(isBridgeStep)) {
      const { namespace = '' } = entry;
      const going = group.filter(
        step => isGoing(step, namespace) && letsThrough(step),
      );
      if (going.length > 0) {
        await this.#putIn(entry, namespace, going);
      }
    }
  }

  /** The decision on an object as it is now. */
  now({ entry, decision }: RemovalStep): RemovalStep['decision'] {
    const policy = this.#stays.get(entry.namespace ?? '');
    return policy !== undefined &&
      decision.action === 'delete' &&
      allowsSomething(entry)
      ? { action: 'keep', reason: neededBeside(policy) }
      : decision;
  }

  /** A policy has turned out to be somebody else's by now. */
  stays(entry: InventoryEntry, name: string): void {
    const { namespace = '' } = entry;
    const isLeft = this.#options.steps.some(
      step => isBridgeStep(step) && step.entry.namespace === namespace,
    );
    if (isLeft && isPolicyEntry(entry) && !isBridgeEntry(entry)) {
      this.#stays.set(namespace, name);
    }
  }

  /** The bridge of an entry, where this removal has to take it out. */
  of({ namespace = '', ...entry }: InventoryEntry): PolicyBridge | undefined {
    const bridge = isBridgeEntry(entry)
      ? this.#bridges.get(namespace)
      : undefined;
    return bridge?.isIn ? bridge : undefined;
  }

  withWhatStays(error: unknown): unknown {
    const { onProgress: report = () => {}, signal } = this.#options;
    return withWhatStays(error, [...this.#bridges.values()], {
      report,
      signal,
    });
  }

  async #check(
    policy: InventoryEntry,
    namespace: string,
    going: readonly RemovalStep[],
  ): Promise<void> {
    const { live, goes, staying, owner } = await this.#look(
      policy,
      namespace,
      going,
    );
    if (!live || staying || owner === undefined) {
      return;
    }
    const really = going.filter(({ entry }) => goes.has(entry.name));
    const open = really.filter(letsThrough);
    await this.#bridgeOf(namespace).check(
      { live, matrixCluster: owner, goes, isRisky: () => open.length > 1 },
      { freesPlace: open.length < really.length },
    );
  }

  async #putIn(
    policy: InventoryEntry,
    namespace: string,
    going: readonly RemovalStep[],
  ): Promise<void> {
    const { live, goes, staying, owner } = await this.#look(
      policy,
      namespace,
      going,
    );
    if (staying) {
      this.#stays.set(namespace, describeObject(staying));
      return;
    }
    if (live && owner === undefined) {
      return;
    }
    await this.#bridgeOf(namespace).putIn({
      live,
      matrixCluster: owner ?? this.#options.decidedBy?.matrixCluster ?? '',
      goes,
      // The last one takes nothing away but what it closes.
      isRisky: () => (live ? goes.size : going.length) > 1,
    });
  }

  async #look(
    policy: InventoryEntry,
    namespace: string,
    going: readonly RemovalStep[],
  ): Promise<Found> {
    const { signal, retry } = this.#options;
    const live = await withRetry(() => this.#list(policy, namespace), {
      policy: { ...defaultRetryPolicy, ...retry },
      signal,
    });
    const leaving = (live ?? []).filter(each =>
      going.some(step => this.#goes(step, each)),
    );
    const goes = new Set(leaving.map(({ metadata }) => metadata.name));
    const recorded = this.#policiesOf(namespace);
    const staying = live?.find(
      each =>
        recorded.has(each.metadata.name) &&
        !goes.has(each.metadata.name) &&
        closes(each),
    );
    const [owner] = leaving.flatMap(
      ({ metadata }) => metadata.labels?.[STACK_LABEL] ?? [],
    );
    return { live, goes, staying, owner };
  }

  #bridgeOf(namespace: string): PolicyBridge {
    const { client, signal, retry, wait } = this.#options;
    const { onProgress: report = () => {} } = this.#options;
    const bridge =
      this.#bridges.get(namespace) ??
      new PolicyBridge({
        ...{ client, namespace, signal, retry, wait, report },
        isRemoval: true,
      });
    this.#bridges.set(namespace, bridge);
    return bridge;
  }

  /** Whether a step is about just this object, and nobody has taken that over since. */
  #goes({ entry, decision }: RemovalStep, live: KubernetesObject): boolean {
    const { decidedBy } = this.#options;
    const context = decidedBy && {
      ...decidedBy,
      also: new Set(decidedBy.also),
    };
    return (
      entry.name === live.metadata.name &&
      decision.action === 'delete' &&
      (decision.uid === undefined || decision.uid === live.metadata.uid) &&
      (!context || decideRemoval(entry, live, context).action === 'delete')
    );
  }

  /** Names of the policies that the record has of a namespace. */
  #policiesOf(namespace: string): ReadonlySet<string> {
    return new Set(
      this.#options.steps
        .map(({ entry }) => entry)
        .filter(
          entry =>
            isPolicyEntry(entry) &&
            !isBridgeEntry(entry) &&
            entry.namespace === namespace,
        )
        .map(({ name }) => name),
    );
  }

  /** `undefined` where a list is not to be had. */
  async #list(
    { apiVersion, kind }: InventoryEntry,
    namespace: string,
  ): Promise<KubernetesObject[] | undefined> {
    const { client, signal } = this.#options;
    try {
      return await client.list(
        { apiVersion, kind },
        { namespace, maxObjects: MAX_LISTED, signal },
      );
    } catch (error) {
      if (
        error instanceof KubernetesApiError &&
        [403, 413].includes(error.statusCode ?? 0)
      ) {
        return undefined;
      }
      throw error;
    }
  }
}
