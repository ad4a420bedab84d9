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

import { parseStackSpec, StackSpecInput } from '../spec';
import { workloads } from './catalogue';
import { Workload, WorkloadId } from './types';
import { hasWorkload, workloadsOf } from './workloadsOf';

const specWith = (input: Partial<StackSpecInput> = {}) =>
  parseStackSpec({
    name: 'chat-eu',
    kubernetesCluster: 'sandbox',
    domain: 'chat.example.org',
    targetCcu: 100,
    ...input,
  });

function find(
  id: WorkloadId,
  input?: Partial<StackSpecInput>,
): Workload | undefined {
  return workloadsOf(specWith(input)).find(workload => workload.id === id);
}

describe('The catalogue of workloads', () => {
  it('has every id once', () => {
    const ids = workloads.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(workloads.map(workload => [workload.id, workload] as const))(
    'knows %s by labels that its pods carry',
    (_, { podLabels, selector }) => {
      expect(Object.keys(selector)).not.toEqual([]);
      expect(podLabels).toMatchObject(selector);
    },
  );
});

describe('workloadsOf', () => {
  it.each<[WorkloadId, Partial<StackSpecInput>]>([
    ['synapse-li', { workloads: { lawfulInterception: false } }],
    ['postgresql-li', { workloads: { lawfulInterception: false } }],
    ['sync-system', { workloads: { lawfulInterception: false } }],
    ['sync-system', { workloads: { syncSystem: false } }],
    ['livekit', { workloads: { liveKit: false } }],
    ['clamav', { workloads: { antivirus: false } }],
    ['content-scanner', { workloads: { antivirus: false } }],
    ['key-vault', { workloads: { keyVault: false } }],
    ['element-web', { workloads: { elementWeb: false } }],
    ['coturn', { workloads: { turn: false } }],
    ['cert-manager', { certificates: { management: 'external' } }],
    ['acme-solver', { certificates: { management: 'external' } }],
    ['node-local-dns', { network: { nodeLocalDns: false } }],
  ])('has %s, but not with %j', (id, input) => {
    expect(find(id)).toBeDefined();
    expect(find(id, input)).toBeUndefined();
    expect(hasWorkload(specWith(input), id)).toBe(false);
  });

  it.each<[WorkloadId, Partial<StackSpecInput>]>([
    ['haproxy', { workloads: { haproxy: true } }],
    ['sygnal', { workloads: { sygnal: true } }],
  ])('has %s only when asked: %j', (id, input) => {
    expect(find(id)).toBeUndefined();
    expect(find(id, input)).toBeDefined();
  });

  it('exposes HAProxy where there is one, else Synapse itself', () => {
    const exposed = expect.objectContaining({
      'app.kubernetes.io/expose': 'true',
    });
    const haproxy = { workloads: { haproxy: true } };
    expect(find('synapse-main')?.policyLabels).toEqual(exposed);
    expect(find('synapse-main', haproxy)?.policyLabels).not.toEqual(exposed);
    expect(find('haproxy', haproxy)?.policyLabels).toEqual(exposed);
  });

  it('asks for neither label on key_vault', () => {
    expect(find('key-vault')?.policyLabels).toEqual({});
  });

  it('finds Prometheus where the spec says', () => {
    expect(
      find('prometheus', { monitoring: { prometheusNamespace: 'metrics' } })
        ?.namespace,
    ).toBe('metrics');
  });

  it('puts a node-local ingress controller on the host network', () => {
    expect(find('ingress-nginx')?.hostNetwork).toBe(false);
    expect(
      find('ingress-nginx', { ingress: { exposure: 'nodeLocal' } })
        ?.hostNetwork,
    ).toBe(true);
  });

  it("finds OpenShift's DNS in its own place", () => {
    expect(find('dns', { network: { openShiftDns: true } })).toMatchObject({
      namespace: 'openshift-dns',
      ports: [
        { port: 5353, protocol: 'UDP' },
        { port: 5353, protocol: 'TCP' },
      ],
    });
  });
});

describe('workloadsOf a cluster where others have installed components', () => {
  const component = (namespace: string, hostNetwork: boolean) => ({
    version: '1.0.0',
    namespace,
    owner: 'Helm release web',
    pods: { labels: { app: namespace }, hostNetwork },
  });
  const installed = {
    ingressController: component('infra', true),
    certManager: component('pki', false),
  };

  it.each<[WorkloadId, Partial<Workload>]>([
    [
      'ingress-nginx',
      {
        namespace: 'infra',
        selector: { app: 'infra' },
        podLabels: { app: 'infra' },
        hostNetwork: true,
      },
    ],
    [
      'cert-manager',
      { namespace: 'pki', selector: { app: 'pki' }, hostNetwork: false },
    ],
  ])('has %s where it really is', (id, place) => {
    const found = workloadsOf(specWith(), installed).find(
      workload => workload.id === id,
    );
    expect(found).toMatchObject(place);
  });

  it('says nothing of the place of one that an earlier version has seen', () => {
    const { pods: _, ...seen } = component('infra', true);
    expect(workloadsOf(specWith(), { ingressController: seen })).toEqual(
      workloadsOf(specWith()),
    );
  });
});
