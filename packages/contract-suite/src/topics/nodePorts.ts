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

import { Topic } from './Topic';
import { at, createNamespace, refusal, until } from './helpers';

const NAMESPACE = 'contract-node-ports';
const path = (name: string) =>
  `/api/v1/namespaces/${NAMESPACE}/services${name && `/${name}`}`;

/** Named ports are of the static band, 30000 to 30085, of which none is given to a Service that names none. */
const service = (name: string, ...nodePorts: (number | undefined)[]) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: {
    type: 'NodePort',
    selector: { app: name },
    ports: nodePorts.map((nodePort, index) => ({
      name: `port-${index}`,
      port: 80 + index,
      protocol: 'TCP',
      ...(nodePort && { nodePort }),
    })),
  },
});

const taken = (name: string, nodePort: number) =>
  refusal(
    422,
    'Invalid',
    `Service "${name}" is invalid: spec.ports[0].nodePort: Invalid value: ${nodePort}: provided port is already allocated`,
    {
      name,
      kind: 'Service',
      causes: [
        {
          reason: 'FieldValueInvalid',
          message: `Invalid value: ${nodePort}: provided port is already allocated`,
          field: 'spec.ports[0].nodePort',
        },
      ],
    },
  );

export const nodePorts: Topic = server => {
  beforeAll(() => createNamespace(server().api, NAMESPACE));

  it('are given to one Service alone, in a dry run as well', async () => {
    const { api } = server();
    await api.apply(path('first'), service('first', 30041));

    for (const dryRun of [true, false]) {
      expect(
        await api.apply(path('second'), service('second', 30041), { dryRun }),
      ).toMatchObject(taken('second', 30041));
    }
  });

  it('of a dry run are free afterwards', async () => {
    const { api } = server();
    await api.apply(path('tried'), service('tried', 30042), { dryRun: true });

    expect(await api.apply(path('real'), service('real', 30042))).toMatchObject(
      { status: 201 },
    );
  });

  it('are free again when their Service goes', async () => {
    const { api } = server();
    await api.apply(path('going'), service('going', 30043));
    await api.delete(path('going'));

    expect(
      await api.apply(path('coming'), service('coming', 30043)),
    ).toMatchObject({ status: 201 });
  });

  // Not so during a server-side apply: the real server keeps them for minutes then.
  it.each([1, 2, 4, 8])(
    'are not lost with a creation whose client goes away after %i ms',
    async after => {
      const { api } = server();
      const nodePort = 30050 + after;
      const name = `cut-${after}`;
      const leaving = new AbortController();
      setTimeout(() => leaving.abort(), after);
      await api
        .request('POST', path(''), {
          body: service(name, nodePort),
          signal: leaving.signal,
        })
        .catch(() => undefined);

      const { status } = await until(
        'the port is its own, or free',
        async () => {
          const own = await api.get(path(name));
          return own.status === 200
            ? own
            : api.apply(path('asking'), service('asking', nodePort), {
                dryRun: true,
              });
        },
        answer => answer.status !== 404 && answer.status !== 422,
      );

      expect([200, 201]).toContain(status);
    },
  );

  it.each([8080, 29999, 32768])('are not %i', async nodePort => {
    expect(
      await server().api.apply(path('out'), service('out', nodePort)),
    ).toMatchObject(
      refusal(
        422,
        'Invalid',
        `Service "out" is invalid: spec.ports[0].nodePort: Invalid value: ${nodePort}: provided port is not in the valid range. The range of valid ports is 30000-32767`,
      ),
    );
  });

  it('are chosen where none is named, and may be changed to one that is', async () => {
    const { api } = server();
    const chosen = await api.apply(
      path('moving'),
      service('moving', undefined),
    );
    const moved = await api.apply(path('moving'), service('moving', 30044));

    expect(at(chosen.body, 'spec', 'ports', 0, 'nodePort')).toEqual(
      expect.any(Number),
    );
    expect(moved).toMatchObject({
      status: 200,
      body: { spec: { ports: [{ nodePort: 30044 }] } },
    });
  });
};
