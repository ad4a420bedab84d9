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
  judgeContract,
  NetworkPolicy,
  Snapshot,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ClusterClient } from '../../cluster';
import { networkPolicySchema } from '../../snapshot/parse/networkPolicies';

const kind = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };

/** Which rows of the contract do not hold. */
interface Broken {
  /** Flows that must work, and do not. */
  lost: string[];
  /** Flows that must not work, and do. */
  open: string[];
}

/** What was on the cluster after one write. */
export interface Moment extends Broken {
  policies: string[];
}

/**
 * Looks at the policies of a running deployment after every write, and holds them
 * against the contract over its pods. Works on requests that come one by one.
 */
export class FlowWitness {
  readonly #client: ClusterClient;
  readonly #snapshot: Snapshot;
  readonly #spec: StackSpec;
  #seen: NetworkPolicy[][] = [];

  constructor(client: ClusterClient, snapshot: Snapshot, spec: StackSpec) {
    this.#client = client;
    this.#snapshot = snapshot;
    this.#spec = spec;
  }

  /** A client that does the same, and is looked after. `refuses` says why a write is refused. */
  watched(
    refuses: (write: {
      verb: 'apply' | 'delete';
      name: string;
    }) => Error | undefined = () => undefined,
  ): ClusterClient {
    const real = this.#client;
    const unless = (verb: 'apply' | 'delete', name: string) => {
      const refusal = refuses({ verb, name });
      if (refusal) {
        throw refusal;
      }
    };
    return {
      clusterName: real.clusterName,
      version: options => real.version(options),
      serves: (ref, options) => real.serves(ref, options),
      get: (ref, options) => real.get(ref, options),
      exists: (ref, options) => real.exists(ref, options),
      identify: (ref, options) => real.identify(ref, options),
      list: (ref, options) => real.list(ref, options),
      patch: (ref, operations, options) => real.patch(ref, operations, options),
      isAllowed: (access, options) => real.isAllowed(access, options),
      apply: async (object, options) => {
        if (object.kind !== kind.kind || options.dryRun) {
          return real.apply(object, options);
        }
        unless('apply', object.metadata.name);
        const stored = await real.apply(object, options);
        await this.#look();
        return stored;
      },
      delete: async (ref, options) => {
        if (ref.kind !== kind.kind) {
          await real.delete(ref, options);
          return;
        }
        unless('delete', ref.name);
        await real.delete(ref, options);
        await this.#look();
      },
    };
  }

  /** Names of the policies that are there now. */
  async names(): Promise<string[]> {
    return (await this.#policies()).map(({ metadata }) => metadata.name).sort();
  }

  /** What does not hold now. */
  async now(): Promise<Broken> {
    return this.#judge(await this.#policies());
  }

  /** What was seen since the last time, one after the other. */
  moments(): Moment[] {
    const seen = this.#seen;
    this.#seen = [];
    return seen.map(policies => ({
      policies: policies.map(({ metadata }) => metadata.name),
      ...this.#judge(policies),
    }));
  }

  async #look(): Promise<void> {
    this.#seen.push(await this.#policies());
  }

  async #policies(): Promise<NetworkPolicy[]> {
    const { namespace } = this.#snapshot;
    const objects = await this.#client.list(kind, { namespace });
    return (objects ?? []).map(object => networkPolicySchema.parse(object));
  }

  #judge(networkPolicies: NetworkPolicy[]): Broken {
    const broken = judgeContract(
      { ...this.#snapshot, networkPolicies },
      this.#spec,
    ).filter(({ outcome }) => outcome === 'violated');
    const idsOf = (expectation: 'mustWork' | 'mustNotWork') =>
      broken
        .filter(({ row }) => row.expectation === expectation)
        .map(({ row }) => row.id);
    return { lost: idsOf('mustWork'), open: idsOf('mustNotWork') };
  }
}
