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
  KubernetesObject,
  planProbes,
  ProbePlan,
  ProbeReport,
  ProbeSelection,
  ProgressEvent,
  renderPolicies,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { sandbox, startDemoCluster } from '@matrix-network/sandbox-cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterClient, createClusterClient } from '../cluster';
import { readSnapshot } from '../snapshot';
import { aSpec } from '../__testUtils__/specs';
import { runProbes, RunProbesOptions } from './runProbes';

jest.setTimeout(120_000);

const JOB = { apiVersion: 'batch/v1', kind: 'Job' };
const POD = { apiVersion: 'v1', kind: 'Pod' };
const spec = aSpec();
const operation = '0b5a7c1e-7f0e-4f5e-9d7a-3a1f2f6f8f00';
const running = new AbortController().signal;

describe('runProbes', () => {
  let cluster: Awaited<ReturnType<typeof startDemoCluster>>;
  let client: ClusterClient;

  /** The demo deployment with the stack's policies, and its pods ready. */
  beforeAll(async () => {
    cluster = await startDemoCluster(sandbox, {
      token: 'test',
      port: 0,
      delayMs: 20,
    });
    client = createClusterClient({
      name: 'sandbox',
      url: cluster.url,
      token: 'test',
    });
    const { facts } = await snapshot();
    for (const policy of renderPolicies(spec, facts)) {
      await client.apply(
        { ...policy, spec: { ...policy.spec } },
        { fieldManager: 'test' },
      );
    }
    await untilReady();
  });

  afterAll(() => cluster.close());

  afterEach(() => faults('DELETE'));

  function snapshot() {
    return readSnapshot(client, spec, { signal: running, now: new Date() });
  }

  async function untilReady() {
    for (;;) {
      const { pods } = await snapshot();
      const waiting = pods.filter(
        ({ phase, ready }) =>
          phase === 'Pending' || (phase === 'Running' && !ready),
      );
      if (waiting.length === 0) {
        return;
      }
      await sleep(50);
    }
  }

  async function faults(method: 'PUT' | 'DELETE', body?: object) {
    const response = await fetch(`${cluster.url}/sandbox/faults`, {
      method,
      headers: {
        Authorization: 'Bearer test',
        'Content-Type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    expect(response.status).toBeLessThan(300);
  }

  async function plan(selection: ProbeSelection): Promise<ProbePlan> {
    return planProbes(await snapshot(), spec, selection);
  }

  async function probe(
    selection: ProbeSelection,
    options: Partial<RunProbesOptions> = {},
  ): Promise<ProbeReport> {
    return runProbes({
      client,
      plan: await plan(selection),
      operation,
      interval: 20,
      settings: { settleSeconds: 1, timeoutSeconds: 1 },
      signal: running,
      ...options,
    });
  }

  const leftovers = async () => [
    ...((await client.list(JOB, {
      namespace: 'matrix',
      labelSelector: 'matrix-network.io/probe',
    })) ?? []),
    ...((await client.list(POD, {
      namespace: 'matrix',
      labelSelector: 'matrix-network.io/probe',
    })) ?? []),
  ];

  /** What is left after a while of what probes have brought. */
  async function leftInTheEnd() {
    for (let tries = 0; tries < 100; tries += 1) {
      if ((await leftovers()).length === 0) {
        break;
      }
      await sleep(20);
    }
    return leftovers();
  }

  const differing = ({ results }: ProbeReport) =>
    results.filter(({ agreement }) => agreement === 'differs');

  it('finds on a cluster that enforces its policies what they say, flow by flow', async () => {
    const events: ProgressEvent[] = [];
    const report = await probe(
      { kind: 'contract' },
      { onProgress: event => events.push(event) },
    );
    expect(differing(report)).toEqual([]);
    expect(
      report.results.filter(({ outcome }) => outcome === 'couldNotRun'),
    ).toEqual([]);
    const proven = report.results.filter(
      ({ agreement, expected }) =>
        agreement === 'agrees' && expected === 'mustNotWork',
    );
    expect(proven.length).toBeGreaterThan(60);
    const rows = new Set(proven.flatMap(result => result.rows));
    expect([...rows]).toEqual(
      expect.arrayContaining(['N1', 'N2', 'N3', 'N7', 'N8', 'N10', 'N11']),
    );
    // DNS is proven by names, from every source that has a needed flow to a Service.
    const named = report.results.filter(
      ({ target }) => target.kind === 'service',
    );
    expect(named.length).toBeGreaterThan(3);
    expect(new Set(named.map(({ outcome }) => outcome))).toEqual(
      new Set(['connected']),
    );
    expect(events.filter(({ type }) => type === 'probe')).toHaveLength(
      report.results.length,
    );
    await expect(leftInTheEnd()).resolves.toEqual([]);
  });

  it('never has a ready pod, one that a Service sends traffic to, or one that another controller takes', async () => {
    const seen: KubernetesObject[] = [];
    const slices: KubernetesObject[] = [];
    let watching = true;
    const watch = (async () => {
      while (watching) {
        seen.push(
          ...((await client.list(POD, {
            namespace: 'matrix',
            labelSelector: 'matrix-network.io/probe',
          })) ?? []),
        );
        slices.push(
          ...((await client.list(
            { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' },
            { namespace: 'matrix' },
          )) ?? []),
        );
        await sleep(10);
      }
    })();
    await probe({ kind: 'isolation' });
    watching = false;
    await watch;
    expect(seen.length).toBeGreaterThan(5);
    const names = new Set(seen.map(({ metadata }) => metadata.name));
    for (const pod of seen) {
      const conditions: { type: string; status: string }[] =
        JSON.parse(JSON.stringify(pod)).status?.conditions ?? [];
      expect(
        conditions.filter(
          ({ type, status }) => type === 'Ready' && status === 'True',
        ),
      ).toEqual([]);
      expect(
        (pod.metadata.ownerReferences ?? []).map(({ kind, controller }) => [
          kind,
          controller,
        ]),
      ).toEqual([['Job', true]]);
    }
    const endpoints: {
      targetRef?: { name: string };
      conditions?: { ready?: boolean };
    }[] = slices.flatMap(
      slice => JSON.parse(JSON.stringify(slice)).endpoints ?? [],
    );
    expect(
      endpoints.filter(
        ({ targetRef, conditions }) =>
          names.has(targetRef?.name ?? '') && conditions?.ready !== false,
      ),
    ).toEqual([]);
  });

  it('is not counted among the pods of the workload that it stands for', async () => {
    const before = (await snapshot()).pods.map(({ name }) => name).sort();
    const names: string[][] = [];
    let watching = true;
    const watch = (async () => {
      while (watching) {
        names.push((await snapshot()).pods.map(({ name }) => name).sort());
      }
    })();
    await probe({ kind: 'rows', rows: ['F6', 'N8'] });
    watching = false;
    await watch;
    names.forEach(pods => expect(pods).toEqual(before));
  });

  it('finds out a plugin that looks right and enforces nothing', async () => {
    await faults('PUT', { networkPolicies: 'ignored' });
    const report = await probe({ kind: 'isolation' });
    const through = differing(report);
    expect(through.length).toBeGreaterThan(20);
    expect(new Set(through.map(({ outcome }) => outcome))).toEqual(
      new Set(['connected']),
    );
    expect(
      through.some(
        ({ source, destination }) =>
          [source, destination].join() === 'unlabelled-pod,key-vault',
      ),
    ).toBe(true);
    // What is allowed still agrees.
    expect(
      report.results
        .filter(({ verdict }) => verdict.outcome === 'allowed')
        .every(({ agreement }) => agreement === 'agrees'),
    ).toBe(true);
  });

  it('finds out what drops more than the policies say, and proves no isolation by it', async () => {
    const { pods } = await snapshot();
    const keyVault = pods
      .filter(({ name }) => name.startsWith('key-vault'))
      .flatMap(({ ips }) => ips);
    await faults('PUT', {
      dropped: keyVault.map(ip => ({ to: `${ip}/32`, port: 8000 })),
    });
    const { results } = await probe({ kind: 'rows', rows: ['F6', 'N8'] });
    expect(
      results
        .filter(({ target }) => target.kind === 'pod')
        .map(({ source, outcome, agreement }) => [source, outcome, agreement]),
    ).toEqual([
      ['synapse-main', 'blocked', 'differs'],
      ['unlabelled-pod', 'blocked', 'inconclusive'],
    ]);
  });

  it('tells an image that cannot be pulled from a flow that is blocked', async () => {
    await faults('PUT', {
      unpullableImages: ['registry.k8s.io/e2e-test-images'],
    });
    const { results } = await probe({ kind: 'rows', rows: ['N8'] });
    expect(results).not.toEqual([]);
    for (const result of results) {
      expect(result).toMatchObject({
        outcome: 'couldNotRun',
        agreement: 'inconclusive',
        detail: expect.stringMatching(/ImagePull/),
      });
    }
    await expect(leftInTheEnd()).resolves.toEqual([]);
  });

  it('tells a quota from a flow that is blocked', async () => {
    const quota = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'tight', namespace: 'matrix' },
    };
    await client.apply(
      { ...quota, spec: { hard: { pods: '1' } } },
      { fieldManager: 'test' },
    );
    try {
      const { results } = await probe({ kind: 'rows', rows: ['N8'] });
      for (const result of results) {
        expect(result).toMatchObject({
          outcome: 'couldNotRun',
          detail: expect.stringContaining('exceeded quota: tight'),
        });
      }
    } finally {
      await client.delete({ ...quota, ...quota.metadata });
    }
  });

  it('takes away what it has started when it is stopped', async () => {
    const stop = new AbortController();
    const stopped = probe(
      { kind: 'isolation' },
      { signal: stop.signal, settings: { settleSeconds: 30 } },
    );
    while ((await leftovers()).length === 0) {
      await sleep(10);
    }
    stop.abort(new Error('The backend is shutting down'));
    await expect(stopped).rejects.toThrow();
    await expect(leftInTheEnd()).resolves.toEqual([]);
  });

  it('takes away what a run that was killed has left', async () => {
    await client.apply(
      {
        ...JOB,
        metadata: {
          name: 'matrix-probe-killed-0',
          namespace: 'matrix',
          labels: { 'matrix-network.io/probe': 'killed' },
        },
        spec: {
          template: {
            metadata: { labels: { 'matrix-network.io/probe': 'killed' } },
            spec: {
              restartPolicy: 'Never',
              containers: [
                {
                  name: 'pause',
                  image: 'registry.k8s.io/e2e-test-images/agnhost:2.53',
                  args: ['pause'],
                },
              ],
            },
          },
        },
      },
      { fieldManager: 'test' },
    );
    await probe({ kind: 'rows', rows: ['F6'] });
    await expect(leftInTheEnd()).resolves.toEqual([]);
  });

  it('has no more pods at once than it is told', async () => {
    let most = 0;
    let watching = true;
    const watch = (async () => {
      while (watching) {
        const jobs = await client.list(JOB, {
          namespace: 'matrix',
          labelSelector: 'matrix-network.io/probe',
        });
        most = Math.max(most, jobs?.length ?? 0);
        await sleep(5);
      }
    })();
    await probe(
      { kind: 'isolation' },
      { settings: { settleSeconds: 1, timeoutSeconds: 1, concurrency: 2 } },
    );
    watching = false;
    await watch;
    expect(most).toBe(2);
  });
});
