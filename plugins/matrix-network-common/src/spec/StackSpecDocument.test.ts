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

import { InputError } from '@backstage/errors';
import { parse } from 'yaml';
import {
  parseStackSpecDocument,
  toStackSpecDocument,
} from './StackSpecDocument';

const yaml = `
apiVersion: matrix-network.io/v1
kind: MatrixCluster
metadata:
  name: chat-eu
spec:
  kubernetesCluster: sandbox
  namespace: matrix
  domain: chat.example.org
  contactEmail: ops@example-messenger.org
  targetCcu: 5000
  workloads: { lawfulInterception: true, liveKit: true, antivirus: true, syncSystem: true, haproxy: false, sygnal: false }
  ingress: { release: 1.15.1, exposure: nodePort, nodePorts: { http: 30080, https: 30443 } }
  certificates: { management: install, release: 1.21.1, issuer: letsencrypt-prod }
  network: { podCidrs: [], serviceCidrs: [], apiServers: [], nodeLocalDns: true }
  images: { registry: null }
  monitoring: { prometheusNamespace: monitoring }
  contract: []
`;

describe('parseStackSpecDocument', () => {
  it('reads a spec from its file form', () => {
    expect(parseStackSpecDocument(parse(yaml))).toMatchObject({
      name: 'chat-eu',
      kubernetesCluster: 'sandbox',
      targetCcu: 5000,
    });
  });

  it('reads what toStackSpecDocument writes', () => {
    const spec = parseStackSpecDocument(parse(yaml));
    expect(parseStackSpecDocument(toStackSpecDocument(spec))).toEqual(spec);
  });

  it.each<[string, object, string]>([
    [
      'another version',
      { apiVersion: 'matrix-network.io/v2' },
      'MatrixCluster of matrix-network.io/v2 is not a spec that this version reads; expected kind MatrixCluster of apiVersion matrix-network.io/v1',
    ],
    ['another kind', { kind: 'Cluster' }, 'Cluster of matrix-network.io/v1'],
    ['no name', { metadata: {} }, 'metadata.name: is missing'],
    ['an unknown field', { status: {} }, 'status: there is no such field'],
    ['a name in the spec', { spec: { name: 'x' } }, 'metadata.name'],
    ['a bad field', { spec: { targetCcu: 0 } }, 'targetCcu: 0 is not accepted'],
  ])('refuses %s', (_, change, text) => {
    const read = () => parseStackSpecDocument({ ...parse(yaml), ...change });
    expect(read).toThrow(InputError);
    expect(read).toThrow(text);
  });

  it.each([null, 'text', []])('refuses %j', document =>
    expect(() => parseStackSpecDocument(document)).toThrow(
      'This is not a MatrixCluster document',
    ),
  );
});
