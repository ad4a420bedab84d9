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

import { z } from 'zod';
import { KindRef } from './ClusterClient';
import type { DefinedKind } from './definedKinds';
import { orAborted } from './orAborted';

/** How a kind is addressed in paths. */
export interface ApiResource {
  /** Plural, as in paths. */
  name: string;
  namespaced: boolean;
}

const resourceListSchema = z.object({
  resources: z.array(
    z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() }),
  ),
});

/** Path of a group version: `/api/v1`, `/apis/apps/v1`. */
export function groupVersionPath(apiVersion: string): string {
  return apiVersion.includes('/')
    ? `/apis/${apiVersion}`
    : `/api/${apiVersion}`;
}

const MAX_AGE_MS = 10 * 60 * 1000;
/** By then a kind is listed, or something is amiss. */
const EXPECTED_FOR_MS = 60 * 1000;

interface Lookup {
  at: number;
  resources: Promise<Map<string, ApiResource>>;
  /** Still under way: who asks meanwhile shares its answer. */
  pending: boolean;
}

/**
 * What kinds a server serves, read once per group version. A kind that is
 * missing is looked up again: its CRD may have been installed since.
 */
export class Discovery {
  readonly #fetch: (path: string) => Promise<unknown>;
  readonly #now: () => number;
  readonly #cache = new Map<string, Lookup>();
  /** By the name of the CustomResourceDefinition. */
  readonly #expected = new Map<string, { at: number; kinds: DefinedKind[] }>();

  /**
   * `fetch` answers `undefined` for 404. It is shared by all who ask meanwhile, so
   * that none of them can cancel it.
   */
  constructor(
    fetch: (path: string) => Promise<unknown>,
    now: () => number = Date.now,
  ) {
    this.#fetch = fetch;
    this.#now = now;
  }

  /** How the kind is addressed: as the server lists it, or as it will be. */
  async resource(
    kind: KindRef,
    signal?: AbortSignal,
  ): Promise<ApiResource | undefined> {
    return this.expected(kind) ?? this.listed(kind, signal);
  }

  /** A CustomResourceDefinition has just been stored: its kinds are served before they are listed. */
  expect(definition: string, kinds: DefinedKind[]): void {
    this.#expected.set(definition, { at: this.#now(), kinds });
  }

  /** A CustomResourceDefinition goes. */
  expectNoMore(definition: string): void {
    this.#expected.delete(definition);
  }

  /** The kind as its CustomResourceDefinition has it, where that was stored a moment ago. */
  expected({ apiVersion, kind }: KindRef): ApiResource | undefined {
    return [...this.#expected.values()]
      .filter(({ at }) => this.#now() - at < EXPECTED_FOR_MS)
      .flatMap(({ kinds }) => kinds)
      .find(each => each.apiVersion === apiVersion && each.kind === kind)
      ?.resource;
  }

  /** As the server lists it. */
  async listed(
    kind: KindRef,
    signal?: AbortSignal,
  ): Promise<ApiResource | undefined> {
    const cached = this.#cache.get(kind.apiVersion);
    if (cached && this.#now() - cached.at < MAX_AGE_MS) {
      const { pending } = cached;
      const found = (await orAborted(cached.resources, signal)).get(kind.kind);
      if (found || pending) {
        return found;
      }
    }
    // Of several who miss a kind at once, one looks again for all.
    const newer = this.#cache.get(kind.apiVersion);
    const resources =
      newer?.pending && newer !== cached
        ? newer.resources
        : this.#read(kind.apiVersion);
    return (await orAborted(resources, signal)).get(kind.kind);
  }

  /** What was found of a group version turned out to be wrong. */
  forget(apiVersion: string): void {
    this.#cache.delete(apiVersion);
  }

  #read(apiVersion: string): Promise<Map<string, ApiResource>> {
    const resources = this.#fetch(groupVersionPath(apiVersion)).then(
      parseResources,
    );
    const lookup: Lookup = { at: this.#now(), resources, pending: true };
    this.#cache.set(apiVersion, lookup);
    resources.then(
      () => {
        lookup.pending = false;
      },
      () => {
        if (this.#cache.get(apiVersion) === lookup) {
          this.#cache.delete(apiVersion);
        }
      },
    );
    return resources;
  }
}

function parseResources(body: unknown): Map<string, ApiResource> {
  if (body === undefined) {
    return new Map();
  }
  const { resources } = resourceListSchema.parse(body);
  return new Map(
    resources
      .filter(resource => !resource.name.includes('/'))
      .map(resource => [
        resource.kind,
        { name: resource.name, namespaced: resource.namespaced },
      ]),
  );
}
