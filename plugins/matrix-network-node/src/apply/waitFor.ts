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
  ProgressEvent,
  StageId,
  Wait,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterClient, isTransient } from '../cluster';
import { checkWait, describeWait, isRequired } from './waits';
import { LookOptions, WaitState } from './waits/Waiter';

/** How patiently to wait. @public */
export interface WaitPolicy {
  /** Milliseconds between two looks, once the first few are over, which come quicker. */
  interval: number;
  /** Milliseconds after which something required has failed. */
  timeout: number;
  /** Milliseconds after which something merely wished for is left to come later. */
  optionalTimeout: number;
}

export const defaultWaitPolicy: WaitPolicy = {
  interval: 1_000,
  timeout: 5 * 60_000,
  optionalTimeout: 20_000,
};

/** Some things take moments: a kind being served, for one. */
const FIRST_PAUSE_MS = 40;
const PAUSE_GROWTH = 1.2;
/** While nobody waits for it yet, looks would only take time from what goes on. */
const UNHURRIED_PAUSE_MS = 250;

/**
 * Waits until it has come about, saying so in progress events whenever the
 * reason for waiting changes.
 * @throws Error with the last reason, when it is required and does not come about.
 */
export async function waitFor(
  wait: Wait,
  options: {
    client: ClusterClient;
    stage: StageId;
    policy: WaitPolicy;
    onProgress: (event: ProgressEvent) => void;
    signal?: AbortSignal;
    /** Fires when somebody begins to wait for it, where something else goes on till then. */
    hurry?: AbortSignal;
  },
): Promise<void> {
  const { policy, stage, onProgress, signal, hurry } = options;
  const waitingFor = describeWait(wait);
  const report = (
    state: 'waiting' | 'done' | 'skipped' | 'failed',
    message?: string,
  ) => onProgress({ type: 'wait', stage, waitingFor, state, message });
  const timeout = isRequired(wait) ? policy.timeout : policy.optionalTimeout;
  const start = Date.now();
  const deadline = start + timeout;
  let lastMessage: string | undefined;
  for (let looks = 0; ; looks++) {
    const now = await look(wait, {
      client: options.client,
      signal,
      waited: Date.now() - start,
      isNeeded: !hurry,
    });
    if (now.state === 'done') {
      report('done');
      return;
    }
    if (now.state === 'failed' || Date.now() >= deadline) {
      if (!isRequired(wait)) {
        report('skipped', now.message);
        return;
      }
      report('failed', now.message);
      throw new Error(waitError(waitingFor, now, timeout));
    }
    if (now.message !== lastMessage) {
      report('waiting', now.message);
      lastMessage = now.message;
    }
    if (hurry && !hurry.aborted) {
      await pauseUntil(hurry, Math.min(policy.interval, UNHURRIED_PAUSE_MS), {
        signal,
      });
      looks = -1;
    } else {
      const pause = FIRST_PAUSE_MS * PAUSE_GROWTH ** looks;
      await sleep(Math.min(policy.interval, pause), undefined, { signal });
    }
  }
}

/** Ends early, and without an error, when it fires. */
async function pauseUntil(
  end: AbortSignal,
  milliseconds: number,
  { signal }: { signal?: AbortSignal },
): Promise<void> {
  const signals = signal ? [end, signal] : [end];
  try {
    await sleep(milliseconds, undefined, { signal: AbortSignal.any(signals) });
  } catch (error) {
    if (signal?.aborted || !end.aborted) {
      throw error;
    }
  }
}

function waitError(
  waitingFor: string,
  state: Exclude<WaitState, { state: 'done' }>,
  timeout: number,
): string {
  const span = state.state === 'waiting' ? ` for ${timeout / 1000} s` : '';
  return `Waited${span} for ${waitingFor}: ${state.message}`;
}

/** An API server that does not answer for a moment is one more reason to wait. */
async function look(
  wait: Wait,
  { client, ...options }: LookOptions & { client: ClusterClient },
): Promise<WaitState> {
  try {
    return await checkWait(wait, client, options);
  } catch (error) {
    if (isTransient(error) && error instanceof Error) {
      return { state: 'waiting', message: error.message };
    }
    throw error;
  }
}
