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
import { kubernetesObjectSchema } from '../../cluster/objectSchema';
import { ReleaseShape } from '../shapes';
import { Inspection } from './Inspection';

const clientSchema = z.looseObject({
  url: z.string().optional(),
  service: z.looseObject({ namespace: z.string() }).optional(),
});

const webhooksSchema = kubernetesObjectSchema.extend({
  webhooks: z.array(
    z.looseObject({
      name: z.string(),
      clientConfig: clientSchema.default({}),
      rules: z
        .array(z.looseObject({ apiGroups: z.array(z.string()).default([]) }))
        .default([]),
    }),
  ),
});

const conversionSchema = z.looseObject({
  spec: z.looseObject({
    conversion: z.looseObject({
      webhook: z.looseObject({ clientConfig: clientSchema }),
    }),
  }),
});

const serviceSchema = kubernetesObjectSchema.extend({
  kind: z.literal('Service'),
  spec: z.looseObject({
    externalIPs: z.array(z.string()).optional(),
    externalName: z.string().optional(),
  }),
});

function clientProblem(
  { url, service }: z.output<typeof clientSchema>,
  shape: ReleaseShape,
): string | undefined {
  if (url !== undefined) {
    return `sends objects to ${url}`;
  }
  return service && service.namespace !== shape.namespaces[0]
    ? `sends objects to namespace '${service.namespace}'`
    : undefined;
}

function problemOf(
  object: Parameters<Inspection>[0],
  shape: ReleaseShape,
): string | undefined {
  const configuration = webhooksSchema.safeParse(object);
  if (configuration.success) {
    for (const { clientConfig, rules } of configuration.data.webhooks) {
      const stray = rules
        .flatMap(({ apiGroups }) => apiGroups)
        .find(group => !shape.webhookGroups.includes(group));
      const problem =
        clientProblem(clientConfig, shape) ??
        (stray === undefined
          ? undefined
          : `asks for objects of API group '${stray}'`);
      if (problem) {
        return problem;
      }
    }
    return undefined;
  }
  const conversion = conversionSchema.safeParse(object);
  if (conversion.success) {
    const { clientConfig } = conversion.data.spec.conversion.webhook;
    return clientProblem(clientConfig, shape);
  }
  const service = serviceSchema.safeParse(object);
  if (service.success) {
    const { externalIPs, externalName } = service.data.spec;
    const address = externalIPs?.[0] ?? externalName;
    return address && `takes the traffic of ${address}`;
  }
  return undefined;
}

/** A webhook that is shown what is not its business, or a Service that catches others' traffic. */
export const strayTraffic: Inspection = (object, shape) => {
  const problem = problemOf(object, shape);
  return (
    problem &&
    `holds ${object.kind} '${object.metadata.name}', which ${problem}; no release needs that`
  );
};
