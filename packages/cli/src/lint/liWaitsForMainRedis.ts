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
  INSTANCE_LABEL,
  NAME_LABEL,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { PlacedWorkload } from './PlacedWorkload';
import { PolicyLint } from './PolicyLint';

/** A host and its port (`redis 6379`, `redis.matrix.svc:26379`), the option of redis-cli, the host of a URL, `REDIS_HOST=redis`. */
const addresses = [
  /(?<![\w.-])([a-z0-9][a-z0-9.-]*)[\s:/]+(?:6379|26379)\b/g,
  /redis-cli\b.*?\s-h[\s=]+([a-z0-9][a-z0-9.-]*)/g,
  /rediss?:\/\/(?:[^\s/@]*@)?([a-z0-9][a-z0-9.-]*)/g,
  /^\w*HOST\w*=(redis[a-z0-9.-]*)$/gi,
];

const ownWords = ['li', 'lawful', 'interception'];

/** `redis-li`, `lawful-redis`, `redis.matrix-li.svc`: one of its own. */
function isOwn(host: string): boolean {
  return host.split(/[.-]/).some(word => ownWords.includes(word));
}

function mainRedisIn(text: string): string | undefined {
  return addresses
    .flatMap(address => [...text.matchAll(address)])
    .map(([, host]) => host)
    .find(host => host.includes('redis') && !isOwn(host));
}

function isLi({ labels }: PlacedWorkload): boolean {
  return labels[INSTANCE_LABEL] === 'li' && labels[NAME_LABEL] === 'synapse';
}

/** The isolation is right, and the configuration does not fit it. */
export const liWaitsForMainRedis: PolicyLint = {
  code: 'li-waits-for-main-redis',
  about: 'Synapse (LI) is not set up for the Redis of the main instance.',
  run: (_policies, { workloads }) =>
    workloads.filter(isLi).flatMap(({ subject, containers }) =>
      containers.flatMap(({ title, texts, isInit, location }) => {
        const host = texts.map(mainRedisIn).find(found => found !== undefined);
        return host === undefined
          ? []
          : [
              {
                severity: 'warning' as const,
                subject,
                location,
                title: `Synapse (LI) ${
                  isInit ? 'waits for' : 'is set up for'
                } the main Redis`,
                cause: `The ${title} of ${subject.kind} ${subject.name} asks for '${host}', which the isolation of lawful interception denies, rightly: the pod never gets further.`,
                remedy:
                  'Leave the policies closed. Synapse (LI) is a single process and needs no Redis: set redis.enabled to false in its homeserver.yaml and drop the init container, or give it a Redis of its own.',
              },
            ];
      }),
    ),
};
