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
  bridgePolicy,
  KubernetesObject,
  ProgressEvent,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ClusterClient } from '../../cluster';
import { refOf } from '../../cluster/refOf';
import { resourceOf } from '../../rbac/resourceOf';
import { applyObject } from '../applyObject';
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
  /** Whether flows can be lost on the way, where these policies close something throughout. */
  isRisky: (closers: readonly string[]) => boolean;
}

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
   * Puts it in where that opens nothing that is closed.
   * @throws where it can't be put in, or could not be taken out: no other policy is to be touched then
   */
  async putIn(occasion: BridgeOccasion): Promise<void> {
    const { namespace } = this.#options;
    const { live, matrixCluster, goes, isRisky } = occasion;
    if (!live) {
      this.#warn('its NetworkPolicies can not be listed');
      return;
    }
    const decision = decideBridge(live, { matrixCluster, goes });
    if (decision.action === 'stays') {
      this.#isIn = true;
      this.#uid = decision.uid;
      this.#say(
        'info',
        `${
          this.#name
        } is there from an operation that did not finish; it goes at the end of this one`,
      );
      return;
    }
    if (decision.action === 'none') {
      if (isRisky(decision.closers)) {
        this.#warn(`${named(decision.closers)} would be undone by it`);
      }
      return;
    }
    if (!isRisky([])) {
      return;
    }
    const others = await this.#surely(() =>
      otherClosers(this.#options.client, namespace, this.#options.signal),
    );
    if (others.policies.length > 0) {
      this.#warn(`${named(others.policies)} may be undone by it`);
    } else if (others.unread !== undefined) {
      this.#warn(
        `what other kinds of policies close can't be read (${others.unread})`,
      );
    } else {
      await this.#assertAllowed();
      await this.#store(bridgePolicy(matrixCluster, namespace));
    }
  }

  /** @throws where it is still there; whoever has to close the namespace must know. */
  async takeOut(): Promise<void> {
    if (!this.#isIn) {
      return;
    }
    const { namespace, signal } = this.#options;
    const ref = refOf(bridgePolicy('', namespace));
    try {
      await deleteSurely(ref, this.#uid, this.#options);
    } catch (error) {
      signal?.throwIfAborted();
      const why = isMadeAnew(error)
        ? 'somebody has made it anew meanwhile'
        : messageOf(error);
      throw new Error(`${this.#name} could not be deleted: ${why}`, {
        cause: error,
      });
    }
    this.#isIn = false;
    this.#say('info', `${this.#name} is out again`);
  }

  /** What has to be known where an operation ends half-way; `undefined` where it is not in. */
  whyItStays(): string | undefined {
    return this.#isIn
      ? `${
          this.#name
        } stays in, so that nothing is cut off; while it is there nothing is closed in namespace ${
          this.#options.namespace
        } either. The next apply or uninstall that gets through takes it out`
      : undefined;
  }

  async #store(bridge: KubernetesObject): Promise<void> {
    const { client, namespace, signal } = this.#options;
    const cantBe = (why: string, cause?: unknown) =>
      new Error(
        `${
          this.#name
        } could not be applied: ${why}. It has to stand in while policies go in or out, else pods of namespace ${namespace} would be cut off meanwhile: no other policy was touched`,
        { cause },
      );
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
        throw cantBe('others own fields of it');
      }
      this.#uid = outcome.uid;
    } catch (error) {
      signal?.throwIfAborted();
      throw cantBe(messageOf(error), error);
    }
    this.#isIn = true;
    this.#say(
      'info',
      `${
        this.#name
      } lets everything through while policies go in or out, so that nothing is cut off meanwhile; it goes at the end`,
    );
  }

  /** What goes in has to go again. */
  async #assertAllowed(): Promise<void> {
    const { client, namespace, signal } = this.#options;
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
    const verbs = lacking.flat();
    if (verbs.length > 0) {
      throw new Error(
        `No policy was touched: the portal may not ${verbs.join(
          ' and ',
        )} ${resource}.${apiGroup} in namespace ${namespace}, and ${
          this.#name
        } has to go in first and out last. Grant it: 'matrix-network rbac --role applier' prints the rights`,
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

  #warn(why: string): void {
    const { namespace } = this.#options;
    this.#say(
      'warning',
      `No policy stands in for the others in namespace ${namespace}: ${why}. Until the last of them is in, or out, flows of pods that run there may be cut off`,
    );
  }

  #say(level: 'info' | 'warning', message: string): void {
    this.#options.report({ type: 'message', level, message });
  }
}

function named(policies: readonly string[]): string {
  const shown = policies.slice(0, MAX_NAMES).join(', ');
  const more = policies.length - MAX_NAMES;
  return more > 0 ? `${shown} and ${more} more` : shown;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
