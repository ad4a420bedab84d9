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
  FIELD_MANAGER,
  KubernetesObject,
  Stack,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { TestKubernetes } from '@matrix-network/test-kubernetes';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { DEFAULT_CONCURRENCY } from '../src/apply/planStack';
import { Discovery, groupVersionPath } from '../src/cluster/Discovery';
import type { BareRequest, BareRun } from './bare.mts';

const customKindSchema = z.object({
  spec: z.object({
    names: z.object({ kind: z.string(), plural: z.string() }),
  }),
});

/** Plurals of the kinds that the stack brings itself. */
function customPlurals(objects: readonly KubernetesObject[]) {
  return new Map(
    objects
      .filter(({ kind }) => kind === 'CustomResourceDefinition')
      .map(object => customKindSchema.parse(object).spec.names)
      .map(({ kind, plural }) => [kind, plural]),
  );
}

/**
 * Milliseconds that it takes just to send the stack's objects, so many at once as
 * an apply does: without a plan, without a look at what was answered, and without
 * an order but that of Namespaces, all else, custom resources.
 */
export async function bareApply(
  server: TestKubernetes,
  stack: Stack,
): Promise<number> {
  const objects = stack.stages.flatMap(stage => stage.objects);
  const plurals = customPlurals(objects);
  const discovery = new Discovery(url => server.request('GET', url));
  const requestFor = async (object: KubernetesObject): Promise<BareRequest> => {
    const { apiVersion, kind, metadata } = object;
    const plural =
      plurals.get(kind) ?? (await discovery.resource(object))?.name ?? '';
    const { namespace, name } = metadata;
    const within = namespace ? `/namespaces/${namespace}` : '';
    const query = `fieldManager=${FIELD_MANAGER}&fieldValidation=Ignore`;
    return {
      path: `${groupVersionPath(
        apiVersion,
      )}${within}/${plural}/${encodeURIComponent(name)}?${query}`,
      body: JSON.stringify(object),
    };
  };
  const phaseOf = ({ kind }: KubernetesObject) => {
    const others = plurals.has(kind) ? 2 : 1;
    return kind === 'Namespace' ? 0 : others;
  };
  const phases = await Promise.all(
    [0, 1, 2].map(phase =>
      Promise.all(
        objects.filter(object => phaseOf(object) === phase).map(requestFor),
      ),
    ),
  );
  return run({
    url: server.url,
    token: server.adminToken,
    ca: server.ca,
    atOnce: DEFAULT_CONCURRENCY,
    phases,
  });
}

async function run(what: BareRun): Promise<number> {
  const child = spawn(process.execPath, [path.join(__dirname, 'bare.mts')]);
  child.stdin.end(JSON.stringify(what));
  const [took, problems, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (status !== 0) {
    throw new Error(`The bare client ended with ${status}: ${problems}`);
  }
  return Number(took);
}
