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
  BRIDGE_POLICY,
  bridgeDeletion,
  bridgePolicy,
  FIELD_MANAGER,
  KubernetesObject,
  ProgressEvent,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ClusterClient, KubernetesApiError } from '../../cluster';
import { refOf } from '../../cluster/refOf';
import { resourceOf } from '../../rbac/resourceOf';
import { applyObject, assertStored } from '../applyObject';
import { deleteSurely, isMadeAnew } from '../deleteSurely';
import { describeObject } from '../describeObject';
import { defaultRetryPolicy, RetryPolicy, withRetry } from '../retry';
import { WaitPolicy } from '../waitFor';
import { decideBridge } from './decideBridge';
import { otherClosers } from './otherClosers';

/** Policies that are named; more are counted. */
const MAX_NAMES = 5;

export interface PolicyBridgeOptions {
  client: ClusterClient;
  namespace: string;
  /** Whether policies go out of the namespace, else into it: what is said of it differs. */
  isRemoval?: boolean;
  report: (event: ProgressEvent) => void;
  signal?: AbortSignal;
  retry?: Partial<RetryPolicy>;
  wait?: Partial<WaitPolicy>;
}

/** What of a namespace is known before policies go in or out of it. */
export interface BridgeOccasion {
  matrixCluster: string;
  /** All its NetworkPolicies, whoever's; `undefined` where they can't be listed. */
  live: readonly KubernetesObject[] | undefined;
  /** Names of those that are taken out. */
  goes?: ReadonlySet<string>;
  /** Whether flows can be lost on the way, where these policies close something throughout; `undefined` where that is not known. */
  isRisky: (closers?: readonly string[]) => boolean;
}

/** What is to be done, and said where that is nothing. */
type Step =
  | { action: 'putIn' }
  | { action: 'stays'; uid?: string }
  | { action: 'none'; warning?: string };

/** Two that a dry run meets, and the deed may not. */
const noDryRun = /does not support dry run/i;
const quotaExceeded = /exceeded quota/i;

/**
 * The policy that stands in while others go into one namespace, or out of it. A
 * policy isolates pods as soon as it is stored: without this one beside them, a
 * running deployment would be cut off between the first and the last of them, and
 * for good where one is refused.
 */
export class PolicyBridge {
  readonly #options: PolicyBridgeOptions;
  readonly #name: string;
  #isIn = false;
  #mayGoIn = false;
  #isToGo = false;
  #uid: string | undefined;

  constructor(options: PolicyBridgeOptions) {
    this.#options = options;
    this.#name = describeObject({
      kind: 'NetworkPolicy',
      metadata: { namespace: options.namespace, name: BRIDGE_POLICY },
    });
  }

  get isIn(): boolean {
    return this.#isIn;
  }

  /**
   * Looks whether it could go in, where it has to, and out again. Changes nothing.
   * @param freesPlace - whether a policy goes before it is put in, so that a quota has room by then
   * @throws where it could not
   */
  async check(
    occasion: BridgeOccasion,
    { freesPlace }: { freesPlace: boolean },
  ): Promise<void> {
    const { action } = await this.#stepFor(occasion);
    if (action !== 'putIn') {
      return;
    }
    const untouched = 'nothing was deleted';
    await this.#assertAllowed(untouched);
    await this.#tryOut(
      bridgePolicy(occasion.matrixCluster, this.#options.namespace),
      { freesPlace, untouched },
    );
    this.#mayGoIn = true;
  }

  /**
   * Puts it in where that opens nothing that is closed.
   * @throws where it can't be put in, or could not be taken out: no other policy is to be touched then
   */
  async putIn(occasion: BridgeOccasion): Promise<void> {
    const { namespace, isRemoval } = this.#options;
    const step = await this.#stepFor(occasion);
    switch (step.action) {
      case 'stays':
        this.#isIn = true;
        this.#uid = step.uid;
        this.#say(
          'info',
          `${
            this.#name
          } is there from an operation that did not finish; it goes with this one`,
        );
        break;
      case 'none':
        if (step.warning !== undefined) {
          this.#say('warning', step.warning);
        }
        break;
      default: {
        const untouched = isRemoval
          ? `no policy that lets something through in namespace ${namespace} was deleted`
          : 'no other policy was touched';
        if (!this.#mayGoIn) {
          await this.#assertAllowed(
            isRemoval ? untouched : 'no policy was touched',
          );
        }
        await this.#store(
          bridgePolicy(occasion.matrixCluster, namespace),
          untouched,
        );
      }
    }
  }

  /** @throws where it is still there; whoever has to close the namespace must know. */
  async takeOut(): Promise<void> {
    if (!this.#isIn) {
      return;
    }
    const { namespace, signal } = this.#options;
    const ref = refOf(bridgePolicy('', namespace));
    this.#isToGo = true;
    try {
      await deleteSurely(ref, this.#uid, this.#options);
    } catch (error) {
      signal?.throwIfAborted();
      const why = isMadeAnew(error)
        ? 'somebody has made it anew meanwhile'
        : messageOf(error);
      const message = `${this.#name} could not be deleted: ${why}`;
      // Another error may be the one that the operation ends with.
      this.#say('error', message);
      throw new Error(message, { cause: error });
    }
    this.#isIn = false;
    this.#say('info', `${this.#name} is out again`);
  }

  /** What has to be known where an operation ends half-way; `undefined` where it is not in. */
  whyItStays(): string | undefined {
    if (!this.#isIn) {
      return undefined;
    }
    const what = this.#isToGo
      ? `${this.#name} stays in`
      : `${this.#name} stays in, so that nothing is cut off`;
    return `${what}; while it is there nothing is closed in namespace ${
      this.#options.namespace
    } either. The next apply or uninstall that gets so far takes it out`;
  }

  async #stepFor(occasion: BridgeOccasion): Promise<Step> {
    const { client, namespace, signal } = this.#options;
    const { live, matrixCluster, goes, isRisky } = occasion;
    // Also where it can't be listed: one that is left behind would stay for good.
    const decision = decideBridge(live ?? (await this.#leftBehind()), {
      matrixCluster,
      goes,
    });
    if (decision.action === 'stays') {
      return decision;
    }
    if (decision.action === 'leave') {
      return this.#none(
        `${this.#name} lets everything through, and stays: ${
          decision.why
        }. While it is there nothing is closed in namespace ${namespace}. If nothing else is being applied or uninstalled there now, delete it: ${bridgeDeletion(
          namespace,
        )}`,
      );
    }
    if (!live) {
      return isRisky()
        ? this.#without('its NetworkPolicies can not be listed')
        : this.#none();
    }
    if (decision.action === 'none') {
      return isRisky(decision.closers)
        ? this.#without(`${named(decision.closers)} would be undone by it`)
        : this.#none();
    }
    if (!isRisky([])) {
      return this.#none();
    }
    const { policies, unread } = await this.#surely(() =>
      otherClosers(client, namespace, signal),
    );
    if (policies.length > 0) {
      return this.#without(`${named(policies)} may be undone by it`);
    }
    return unread === undefined
      ? { action: 'putIn' }
      : this.#without(
          `what other kinds of policies close can't be read (${unread})`,
        );
  }

  /** The one that is there, read by its name; none where that is forbidden, too. */
  async #leftBehind(): Promise<KubernetesObject[]> {
    const { client, namespace, signal } = this.#options;
    const ref = refOf(bridgePolicy('', namespace));
    try {
      const left = await this.#surely(() => client.get(ref, { signal }));
      return left ? [left] : [];
    } catch (error) {
      if (error instanceof KubernetesApiError && error.statusCode === 403) {
        return [];
      }
      throw error;
    }
  }

  async #tryOut(
    bridge: KubernetesObject,
    { freesPlace, untouched }: { freesPlace: boolean; untouched: string },
  ): Promise<void> {
    const { client, signal } = this.#options;
    try {
      const after = await this.#surely(() =>
        client.apply(bridge, {
          fieldManager: FIELD_MANAGER,
          dryRun: true,
          signal,
        }),
      );
      assertStored(bridge, after);
    } catch (error) {
      signal?.throwIfAborted();
      const why = messageOf(error);
      if (noDryRun.test(why) || (freesPlace && quotaExceeded.test(why))) {
        return;
      }
      throw this.#cantBe(why, untouched, error);
    }
  }

  async #store(bridge: KubernetesObject, untouched: string): Promise<void> {
    const { client, signal } = this.#options;
    try {
      const outcome = await this.#surely(() =>
        applyObject(bridge, {
          client,
          force: false,
          signal,
          readLive: async () => undefined,
        }),
      );
      if (outcome.result === 'conflict') {
        throw new Error('others own fields of it');
      }
      this.#uid = outcome.uid;
    } catch (error) {
      signal?.throwIfAborted();
      throw this.#cantBe(messageOf(error), untouched, error);
    }
    this.#isIn = true;
    this.#say(
      'info',
      `${
        this.#name
      } lets everything through while policies go in or out, so that nothing is cut off meanwhile; it goes after the last of them`,
    );
  }

  #cantBe(why: string, untouched: string, cause: unknown): Error {
    const { namespace, isRemoval } = this.#options;
    return new Error(
      `${
        this.#name
      } could not be applied: ${why}. It has to stand in while policies go ${
        isRemoval ? 'out' : 'in'
      }, else pods of namespace ${namespace} would be cut off meanwhile: ${untouched}`,
      { cause },
    );
  }

  /** What goes in has to go again. */
  async #assertAllowed(untouched: string): Promise<void> {
    const { client, namespace, signal, isRemoval } = this.#options;
    const { apiGroup, resource } = resourceOf(bridgePolicy('', namespace));
    const what = { apiGroup, resource, namespace, name: BRIDGE_POLICY };
    const lacking = await Promise.all(
      ['patch', 'delete'].map(async verb => {
        const isAllowed = await client
          .isAllowed({ verb, ...what }, { signal })
          .catch(() => true);
        return isAllowed ? [] : [verb];
      }),
    );
    signal?.throwIfAborted();
    const verbs = lacking.flat();
    if (verbs.length > 0) {
      const rights = `${verbs.join(' and ')} ${resource}.${apiGroup}`;
      const why = isRemoval
        ? 'has to stand in while the policies go'
        : 'has to go in first and out last';
      throw new Error(
        `${capitalized(
          untouched,
        )}: the portal may not ${rights} in namespace ${namespace}, and ${
          this.#name
        } ${why}. Grant it: 'matrix-network rbac --role applier' prints the rights`,
      );
    }
  }

  #surely<T>(action: () => Promise<T>): Promise<T> {
    const { retry, signal } = this.#options;
    return withRetry(action, {
      policy: { ...defaultRetryPolicy, ...retry },
      signal,
    });
  }

  #without(why: string): Step {
    const { namespace } = this.#options;
    return this.#none(
      `No policy stands in for the others in namespace ${namespace}: ${why}. Until the last of them is in, or out, flows of pods that run there may be cut off`,
    );
  }

  #none(warning?: string): Step {
    return { action: 'none', warning };
  }

  #say(level: 'error' | 'info' | 'warning', message: string): void {
    this.#options.report({ type: 'message', level, message });
  }
}

function named(policies: readonly string[]): string {
  const shown = policies.slice(0, MAX_NAMES).join(', ');
  const more = policies.length - MAX_NAMES;
  return more > 0 ? `${shown} and ${more} more` : shown;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
