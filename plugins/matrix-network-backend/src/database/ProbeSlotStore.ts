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

/** A slot that is taken. */
export interface ProbeSlot {
  kubernetesCluster: string;
  /** From 0. */
  slot: number;
  /** The one run that holds it. */
  holder: string;
}

/**
 * Who may run a probe on a Kubernetes cluster now, over all replicas. A slot is
 * held by a lease that its holder renews; when the holder goes away the lease
 * runs out and the slot is free.
 */
export interface ProbeSlotStore {
  /**
   * Takes a slot that is free; `undefined` where there is none. Of replicas that
   * differ in how many there are, each keeps to its own lowest ones: there are as
   * many as the largest number says, and none waits for a slot that it may not take.
   */
  take(options: {
    kubernetesCluster: string;
    /** How many slots there are. */
    slots: number;
    holder: string;
    leaseMs: number;
  }): Promise<ProbeSlot | undefined>;
  /** Renews the lease; false when it is no longer the holder's. */
  renew(slot: ProbeSlot, leaseMs: number): Promise<boolean>;
  /** Gives it back, if it is still the holder's. */
  release(slot: ProbeSlot): Promise<void>;
}
