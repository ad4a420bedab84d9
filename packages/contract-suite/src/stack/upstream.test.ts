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

import { StackSpecInput } from '@matrix-network/backstage-plugin-matrix-network-common';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Difference, differences } from './differences';
import { aSpec, realMirror, releasesFor, renderedStack } from './renderedStack';

// `npm test` says loudly where there is none.
const describeReal = realMirror ? describe : describe.skip;

const DOCS = path.join(__dirname, '../../../../docs/the-stack.md');
const HEADING = '### What is changed in upstream';

/** One row of the docs' table. */
interface Documented {
  /** `Deployment ingress-nginx-controller`, `every object`. */
  object: string;
  fields: string[];
}

function documented(): Documented[] {
  const [, section = ''] = readFileSync(DOCS, 'utf8').split(HEADING);
  const [table] = section.split(/\n#+ /);
  return table
    .split('\n')
    .filter(line => /^\| (`|every)/.test(line))
    .map(line => {
      const [, object, fields] = line.split('|').map(cell => cell.trim());
      return {
        object: object.replace(/`/g, ''),
        fields: [...fields.matchAll(/`([^`]+)`/g)].map(([, field]) => field),
      };
    });
}

const withoutNamespace = (object: string) => object.replace(/ [^ ]*\//, ' ');

const startsWith = (value: unknown, start: string) =>
  typeof value === 'string' && value.startsWith(start);

function isDocumented(difference: Difference, row: Documented): boolean {
  const { object, field, upstream, rendered } = difference;
  const isObject =
    row.object.startsWith('every ') || row.object === withoutNamespace(object);
  return (
    isObject &&
    (row.fields.length === 0
      ? field === ''
      : row.fields.some(
          each =>
            field.startsWith(each) ||
            field.endsWith(`.${each}`) ||
            startsWith(upstream ?? rendered, each),
        ))
  );
}

const specs: [string, Partial<StackSpecInput>][] = [
  ['the defaults', {}],
  [
    'the releases of the specification',
    {
      ingress: { release: '1.11.1' },
      certificates: { release: '1.14.0' },
    },
  ],
  [
    'controllers on every node, images from a registry',
    {
      ingress: { exposure: 'nodeLocal' },
      images: { registry: 'registry.example.net/mirror' },
    },
  ],
  [
    'a load balancer, for few users',
    { ingress: { exposure: 'loadBalancer' }, targetCcu: 100 },
  ],
];

async function differencesOf(input: Partial<StackSpecInput>) {
  const spec = aSpec(input);
  const { ingressNginx, certManager } = await releasesFor(spec);
  const stack = await renderedStack(spec);
  return differences(
    [...(ingressNginx?.objects ?? []), ...(certManager?.objects ?? [])],
    stack.stages
      .filter(({ id }) =>
        ['namespaces', 'ingress-controller', 'cert-manager'].includes(id),
      )
      .flatMap(({ objects }) => objects),
  );
}

function sentence({ object, field, upstream, rendered }: Difference): string {
  const text = (value: unknown) =>
    (JSON.stringify(value) ?? 'nothing').slice(0, 60);
  return `  ${object} ${field}: ${text(upstream)} → ${text(rendered)}`;
}

describeReal("the stack's objects and upstream's manifests", () => {
  const rows = documented();

  it.each(specs)(
    'differ by documented patches alone: %s',
    async (title, input) => {
      const found = await differencesOf(input);
      const shown = found.filter(
        ({ field }) => !field.startsWith('metadata.labels'),
      );
      process.stderr.write(
        `Stack against upstream, ${title}:\n${shown
          .map(sentence)
          .join('\n')}\n`,
      );

      expect(found.length).toBeGreaterThan(0);
      expect(
        found
          .filter(each => !rows.some(row => isDocumented(each, row)))
          .map(sentence),
      ).toEqual([]);
    },
  );

  it('differ by every patch that is documented', async () => {
    const found = (
      await Promise.all(specs.map(([, input]) => differencesOf(input)))
    ).flat();

    expect(
      rows.filter(row => !found.some(each => isDocumented(each, row))),
    ).toEqual([]);
    expect(rows.length).toBeGreaterThan(10);
  });
});
