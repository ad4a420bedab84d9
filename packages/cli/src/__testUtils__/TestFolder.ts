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

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { images } from '../commands/images';
import { mirror } from '../commands/mirror';
import { plan } from '../commands/plan';
import { rbac } from '../commands/rbac';
import { render } from '../commands/render';
import { tlsCheck, tlsSecret } from '../commands/tls';
import { readLiveSnapshot } from '../input/readLiveSnapshot';
import { run } from '../run';

/** What a command came to. */
export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** Runs a command in this process. */
export async function runCli(...args: string[]): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await run(
    ['node', 'matrix-network', ...args],
    {
      out: text => {
        out += text;
      },
      err: line => {
        err += `${line}\n`;
      },
    },
    // Jest has no import() of its own.
    {
      plan: async () => plan,
      rbac: async () => rbac,
      render: async () => render,
      images: async () => images,
      mirror: async () => mirror,
      tls: async () => ({ tlsCheck, tlsSecret }),
      readLiveSnapshot: async () => readLiveSnapshot,
    },
  );
  return { code, out, err };
}

/** A folder of a test, for its files. */
export class TestFolder {
  readonly path = mkdtempSync(path.join(tmpdir(), 'matrix-network-'));

  /** Writes a file and gives its path. */
  file(name: string, content: string): string {
    const full = path.join(this.path, name);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, content);
    return full;
  }

  remove(): void {
    rmSync(this.path, { recursive: true });
  }
}

/** Two pods, a Deployment and a policy that lets one address in to `x/a`. */
export const smallSet = `apiVersion: v1
kind: Pod
metadata: {name: a, namespace: x, labels: {app: a}}
spec: {containers: [{name: c, image: i, ports: [{containerPort: 80, name: http}]}]}
status: {podIP: 10.0.0.1}
---
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Pod
  metadata: {name: b, namespace: x, labels: {app: b}}
  spec: {containers: [{name: c, image: i, ports: [{containerPort: 53, protocol: UDP}]}]}
  status: {podIP: 10.0.0.2}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: d, namespace: y}
spec:
  selector: {matchLabels: {app: d}}
  template:
    metadata: {labels: {app: d}}
    spec: {containers: [{name: c, ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: a, namespace: x}
spec: {selector: {app: a}, ports: [{port: 80}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p, namespace: x}
spec:
  podSelector: {matchLabels: {app: a}}
  policyTypes: [Ingress]
  ingress:
    - from: [{ipBlock: {cidr: 1.0.0.0/8}}]
      ports: [{port: http}]
`;
