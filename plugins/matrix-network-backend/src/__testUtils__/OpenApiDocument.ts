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

import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { z } from 'zod';

const JSON_CONTENT = 'content/application~1json/schema';

const documentSchema = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});

/** `src/schema/openapi.yaml`, to hold real requests and responses against it. */
export class OpenApiDocument {
  readonly #document: z.output<typeof documentSchema>;
  readonly #ajv = new Ajv({ strict: false, allErrors: true });

  constructor() {
    const file = require.resolve('../schema/openapi.yaml');
    this.#document = documentSchema.parse(parse(readFileSync(file, 'utf8')));
    this.#ajv.addSchema(this.#document, 'openapi', undefined, false);
  }

  /** `get /matrix-clusters/{name}` */
  operations(): string[] {
    return Object.entries(this.#document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map(method => `${method} ${path}`),
    );
  }

  /** What is wrong with a request body, in words; none when nothing is. */
  requestProblems(method: string, path: string, body: unknown): string[] {
    return this.#problems(
      this.#follow(['paths', path, method, 'requestBody']),
      body,
    );
  }

  /** What is wrong with a response: its status is unknown, or its body is not as described. */
  responseProblems(
    method: string,
    path: string,
    response: { status: number; body: unknown },
  ): string[] {
    const responses = ['paths', path, method, 'responses'];
    const isDescribed =
      this.#find([...responses, `${response.status}`]) !== undefined;
    if (!isDescribed && response.status < 400) {
      return [`${method} ${path} has no response ${response.status}`];
    }
    const described = this.#follow([
      ...responses,
      isDescribed ? `${response.status}` : 'default',
    ]);
    return this.#find([...described, 'content']) === undefined
      ? []
      : this.#problems(described, response.body);
  }

  #problems(pointer: readonly string[], value: unknown): string[] {
    const validate = this.#ajv.getSchema(
      `openapi#/${pointer.map(escape).join('/')}/${JSON_CONTENT}`,
    );
    if (!validate) {
      return [`${pointer.join(' ')} is not described`];
    }
    validate(value);
    return (validate.errors ?? []).map(
      ({ instancePath, message }) => `${instancePath || 'body'} ${message}`,
    );
  }

  /** A place in the document; where a reference stands there, what it refers to. */
  #follow(pointer: readonly string[]): readonly string[] {
    const reference = z
      .object({ $ref: z.string() })
      .safeParse(this.#find(pointer));
    return reference.success
      ? reference.data.$ref.replace('#/', '').split('/')
      : pointer;
  }

  #find(pointer: readonly string[]): unknown {
    return pointer.reduce<unknown>(
      (place, key) =>
        typeof place === 'object' && place !== null
          ? Reflect.get(place, key)
          : undefined,
      this.#document,
    );
  }
}

function escape(key: string): string {
  return encodeURIComponent(key.replace(/~/g, '~0').replace(/\//g, '~1'));
}
