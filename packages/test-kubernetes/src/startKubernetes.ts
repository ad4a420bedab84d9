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

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AdminRequest, createAdminRequest } from './adminRequest';
import { findBinaries } from './binaries';
import { compactEtcd } from './compactEtcd';
import { freePorts } from './freePorts';
import { kwokStages } from './kwokStages';
import { Programs } from './Programs';
import { runScheduler } from './scheduler';
import { clientCertificate } from './clientCertificate';
import { serviceAccountKey, servingCertificate } from './servingCertificate';

const ADMIN_TOKEN = 'test-admin';
const NODES = ['node-a', 'node-b', 'node-c'];

/** A running API server. */
export interface TestKubernetes {
  url: string;
  adminToken: string;
  /** PEM. */
  ca: string;
  caFile: string;
  /** PEM; signs in as administrator, too. */
  clientCertificate: { certificate: string; key: string };
  /** Path of a kubeconfig for the administrator. */
  kubeconfig: string;
  request: AdminRequest;
  /** Forgets the history of changes up to now, as the API server's compaction does every five minutes. */
  compact(): Promise<void>;
  stop(): Promise<void>;
}

function kubeconfigFor(url: string, ca: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    clusters: [
      {
        name: 'test',
        cluster: {
          server: url,
          'certificate-authority-data': Buffer.from(ca).toString('base64'),
        },
      },
    ],
    users: [{ name: 'admin', user: { token: ADMIN_TOKEN } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'admin' } }],
  });
}

/** @see https://kubernetes.io/docs/tasks/extend-kubernetes/setup-konnectivity/ */
function egressThrough(socket: string): string {
  return JSON.stringify({
    apiVersion: 'apiserver.k8s.io/v1beta1',
    kind: 'EgressSelectorConfiguration',
    egressSelections: [
      {
        name: 'cluster',
        connection: {
          proxyProtocol: 'HTTPConnect',
          transport: { uds: { udsName: socket } },
        },
      },
    ],
  });
}

async function untilReady(
  request: AdminRequest,
  programs: Programs,
  folder: string,
): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const ended = programs.ended();
    if (ended) {
      throw new Error(
        `${ended} ended before the API server was ready; its log is ${folder}/${ended}.log`,
      );
    }
    const answer = await request('GET', '/readyz').catch(() => undefined);
    if (answer === 'ok') {
      return;
    }
    await delay(200);
  }
  throw new Error(
    `The API server did not become ready; its log is in ${folder}`,
  );
}

async function createNodes(request: AdminRequest): Promise<void> {
  for (const [index, name] of NODES.entries()) {
    await request('POST', '/api/v1/nodes', {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name, annotations: { 'kwok.x-k8s.io/node': 'fake' } },
      spec: {
        podCIDR: `10.244.${index}.0/24`,
        podCIDRs: [`10.244.${index}.0/24`],
      },
    });
  }
}

/**
 * Starts etcd, kube-apiserver (RBAC, TLS, token authentication),
 * kube-controller-manager and KWOK. Ready within seconds.
 *
 * @throws Error when KUBEBUILDER_ASSETS does not name a folder with all of them
 */
export async function startKubernetes(
  options: {
    /** Further lines of the API server's token file: `token,user,uid,"group"`. */
    tokens?: string[];
    /**
     * Unix socket of a proxy (HTTP CONNECT) through which the API server reaches
     * pods, Services' endpoints and webhooks: KWOK's pods have no network.
     */
    podNetwork?: string;
    /**
     * etcd answers a write once it is on the disk, as in production. Left out:
     * earlier, which is quicker; nothing of a test outlives its machine.
     */
    durable?: boolean;
  } = {},
): Promise<TestKubernetes> {
  const binaries = findBinaries();
  const folder = await mkdtemp(path.join(tmpdir(), 'test-kubernetes-'));
  const file = (name: string) => path.join(folder, name);
  const [etcdPort, peerPort, port] = await freePorts(3);
  const url = `https://127.0.0.1:${port}`;
  const { certificate, key } = await servingCertificate();
  const client = await clientCertificate();
  const kubeconfig = file('kubeconfig');
  await Promise.all([
    writeFile(file('server.crt'), certificate),
    writeFile(file('client-ca.crt'), client.ca),
    writeFile(file('server.key'), key, { mode: 0o600 }),
    writeFile(file('sa.key'), serviceAccountKey(), { mode: 0o600 }),
    writeFile(
      file('tokens.csv'),
      [`${ADMIN_TOKEN},admin,1,"system:masters"`, ...(options.tokens ?? [])]
        .join('\n')
        .concat('\n'),
    ),
    writeFile(kubeconfig, kubeconfigFor(url, certificate)),
    writeFile(file('kwok.yaml'), kwokStages),
    writeFile(file('egress.yaml'), egressThrough(options.podNetwork ?? '')),
  ]);

  const programs = new Programs(binaries, folder);
  const admin = createAdminRequest({
    url,
    token: ADMIN_TOKEN,
    ca: certificate,
  });
  const ending = new AbortController();
  const stop = async () => {
    ending.abort();
    await admin.close();
    await programs.stop();
    await rm(folder, { recursive: true, force: true });
  };

  try {
    await programs.start('etcd', [
      `--data-dir=${file('etcd')}`,
      `--listen-client-urls=http://127.0.0.1:${etcdPort}`,
      `--advertise-client-urls=http://127.0.0.1:${etcdPort}`,
      `--listen-peer-urls=http://127.0.0.1:${peerPort}`,
      ...(options.durable ? [] : ['--unsafe-no-fsync']),
    ]);
    await programs.start('kube-apiserver', [
      `--etcd-servers=http://127.0.0.1:${etcdPort}`,
      `--secure-port=${port}`,
      '--bind-address=127.0.0.1',
      '--advertise-address=192.0.2.10',
      `--tls-cert-file=${file('server.crt')}`,
      `--tls-private-key-file=${file('server.key')}`,
      `--service-account-key-file=${file('sa.key')}`,
      `--service-account-signing-key-file=${file('sa.key')}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      `--token-auth-file=${file('tokens.csv')}`,
      `--client-ca-file=${file('client-ca.crt')}`,
      '--authorization-mode=RBAC',
      '--service-cluster-ip-range=10.96.0.0/16',
      '--allow-privileged=true',
      // Webhooks are found by endpoints: there is no kube-proxy for a Service's address.
      '--enable-aggregator-routing=true',
      ...(options.podNetwork
        ? [`--egress-selector-config-file=${file('egress.yaml')}`]
        : []),
    ]);
    await untilReady(admin.request, programs, folder);
    await programs.start('kube-controller-manager', [
      `--kubeconfig=${kubeconfig}`,
      `--service-account-private-key-file=${file('sa.key')}`,
      `--root-ca-file=${file('server.crt')}`,
      '--controllers=*,-nodeipam,-nodelifecycle,-cloud-node-lifecycle',
      '--leader-elect=false',
      '--secure-port=0',
    ]);
    await programs.start('kwok', [
      `--config=${file('kwok.yaml')}`,
      `--kubeconfig=${kubeconfig}`,
      '--manage-all-nodes=true',
      '--cidr=10.244.0.0/16',
    ]);
    await createNodes(admin.request);
    void runScheduler(admin.request, NODES, ending.signal);
  } catch (error) {
    // The folder stays, for its logs.
    await admin.close();
    await programs.stop();
    throw error;
  }
  return {
    url,
    adminToken: ADMIN_TOKEN,
    ca: certificate,
    caFile: file('server.crt'),
    clientCertificate: client,
    kubeconfig,
    request: admin.request,
    compact: () => compactEtcd(`http://127.0.0.1:${etcdPort}`),
    stop,
  };
}
