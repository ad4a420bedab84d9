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

import fc from 'fast-check';
import {
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from '../kubernetes/types';
import { contractRows } from '../contract';
import { compilePolicies, validateNetworkPolicy } from '../policy';
import { StackSpec } from '../spec';
import { companionPolicyNames, corePolicyNames } from './names';
import { policyDefinitions, renderPolicies } from './renderPolicies';
import { arbitraryFacts, arbitrarySpec } from './__testUtils__/arbitrarySpec';
import { fleetOf } from './__testUtils__/fleet';
import { facts, specWith, variants } from './__testUtils__/specs';

interface Rule {
  policy: string;
  peers: readonly NetworkPolicyPeer[];
  ports: readonly NetworkPolicyPort[];
}

function rulesOf({ metadata, spec }: NetworkPolicy): Rule[] {
  return [
    ...(spec.ingress ?? []).map(({ from = [], ports = [] }) => ({
      policy: metadata.name,
      peers: from,
      ports,
    })),
    ...(spec.egress ?? []).map(({ to = [], ports = [] }) => ({
      policy: metadata.name,
      peers: to,
      ports,
    })),
  ];
}

/** A peer that stands for a whole namespace, all pods, or all addresses. */
function isEveryone({ podSelector, ipBlock }: NetworkPolicyPeer): boolean {
  if (ipBlock) {
    return ipBlock.cidr.endsWith('/0') && !ipBlock.except?.length;
  }
  return Object.keys(podSelector ?? {}).length === 0;
}

function names(spec: StackSpec): string[] {
  return renderPolicies(spec, facts).map(({ metadata }) => metadata.name);
}

const forAnySpec = (
  check: (policies: NetworkPolicy[], spec: StackSpec) => void,
) =>
  fc.assert(
    fc.property(arbitrarySpec, arbitraryFacts, (spec, found) =>
      check(renderPolicies(spec, found), spec),
    ),
    { numRuns: 300 },
  );

describe('renderPolicies', () => {
  it('renders exactly the 13, default-deny-all last, where no optional workload asks for a companion', () => {
    const spec = specWith({ workloads: { liveKit: false } });
    expect(names(spec)).toEqual(corePolicyNames);
  });

  it('renders the companions of the workloads that the spec has', () => {
    expect(names(variants.default.spec)).toEqual(
      expect.arrayContaining(['livekit-access']),
    );
    expect(names(variants.everything.spec)).toHaveLength(16);
    expect([...names(variants.everything.spec)].sort()).toEqual(
      [...corePolicyNames, ...companionPolicyNames].sort(),
    );
  });

  it('leaves out the policies of workloads that the spec leaves out', () => {
    expect(names(variants.minimal.spec)).toEqual([
      'allow-dns',
      'postgresql-access',
      'redis-access',
      'minio-access',
      'synapse-main-egress',
      'allow-from-ingress',
      'allow-prometheus-scraping',
      'default-deny-all',
    ]);
  });

  it('leaves out the sync system where there is no LI instance to sync to', () => {
    const spec = specWith({
      workloads: { lawfulInterception: false, syncSystem: true },
    });
    expect(names(spec)).not.toContain('sync-system-access');
  });

  it('leaves out peers that belong to workloads that the spec leaves out', () => {
    const text = JSON.stringify(renderPolicies(variants.minimal.spec, facts));
    for (const gone of [
      'livekit',
      'haproxy',
      'sygnal',
      'content-scanner',
      'clamav',
      'sync-system"',
      'matrix-postgresql-li',
      '"li"',
    ]) {
      expect(text).not.toContain(gone);
    }
  });

  it('labels every policy with its Matrix cluster, role and stage, and says what it is for', () => {
    const { spec } = variants.everything;
    for (const { metadata } of renderPolicies(spec, facts)) {
      expect(metadata).toEqual({
        name: metadata.name,
        namespace: 'matrix',
        labels: {
          'app.kubernetes.io/managed-by': 'matrix-network',
          'backstage.io/kubernetes-id': 'chat-eu',
          'matrix-network.io/matrix-cluster': 'chat-eu',
          'matrix-network.io/policy-role':
            expect.stringMatching(/^(core|companion)$/),
          'matrix-network.io/stage':
            metadata.name === 'default-deny-all' ? 'default-deny' : 'policies',
        },
        annotations: {
          'matrix-network.io/purpose': expect.stringMatching(/^[A-Z].*\.$/),
          'matrix-network.io/contract-rows':
            expect.stringMatching(/^[FN]\d+(,[FN]\d+)*$/),
        },
      });
    }
  });

  it('gives the same bytes for the same spec and facts', () => {
    fc.assert(
      fc.property(arbitrarySpec, arbitraryFacts, (spec, found) => {
        expect(JSON.stringify(renderPolicies(spec, found))).toBe(
          JSON.stringify(
            renderPolicies(structuredClone(spec), structuredClone(found)),
          ),
        );
      }),
      { numRuns: 50 },
    );
  });

  it.each(policyDefinitions.map(definition => [definition.name, definition]))(
    'names in %s the contract rows that name it',
    (name, { contractRows: claimed }) => {
      const rows = contractRows
        .filter(({ policies }) => policies.some(policy => policy === name))
        .map(({ id }) => id);
      expect([...claimed].sort()).toEqual(rows.sort());
    },
  );
});

describe('Whatever the spec,', () => {
  it('the API server would take every policy', () => {
    forAnySpec(policies =>
      expect(policies.flatMap(policy => validateNetworkPolicy(policy))).toEqual(
        [],
      ),
    );
  });

  it('no rule lacks ports or peers', () => {
    forAnySpec(policies => {
      for (const { peers, ports } of policies.flatMap(rulesOf)) {
        expect(peers.length).toBeGreaterThan(0);
        expect(ports.length).toBeGreaterThan(0);
        for (const { port, protocol } of ports) {
          expect(port).toEqual(expect.any(Number));
          expect(protocol).toEqual(expect.any(String));
        }
      }
    });
  });

  it('port ranges are for LiveKit alone', () => {
    forAnySpec(policies =>
      expect(
        policies
          .flatMap(rulesOf)
          .filter(({ ports }) => ports.some(({ endPort }) => endPort))
          .map(({ policy }) => policy)
          .filter(policy => policy !== 'livekit-access'),
      ).toEqual([]),
    );
  });

  it('no peer is a whole namespace, every pod, or every address, but for the clients of LiveKit', () => {
    forAnySpec(policies =>
      expect(
        policies
          .flatMap(rulesOf)
          .filter(({ peers }) => peers.some(isEveryone))
          .map(({ policy }) => policy)
          .filter(policy => policy !== 'livekit-access'),
      ).toEqual([]),
    );
  });

  it('a namespace is selected by the label that the API server sets', () => {
    forAnySpec(policies => {
      const selectors = policies
        .flatMap(rulesOf)
        .flatMap(({ peers }) => peers)
        .flatMap(({ namespaceSelector }) => namespaceSelector ?? []);
      for (const { matchLabels } of selectors) {
        expect(Object.keys(matchLabels ?? {})).toEqual([
          'kubernetes.io/metadata.name',
        ]);
      }
    });
  });

  it('key_vault is reached by Synapse (main) alone, on port 8000, whatever labels its pods carry', () => {
    const strayLabels = fc.subarray([
      ['app.kubernetes.io/expose', 'true'],
      ['prometheus.io/scrape', 'true'],
      ['matrix.instance', 'li'],
      ['app.kubernetes.io/component', 'antivirus'],
      ['role', 'admin'],
    ] as const);
    fc.assert(
      fc.property(
        arbitrarySpec.filter(({ workloads }) => workloads.keyVault),
        arbitraryFacts,
        strayLabels,
        (spec, found, stray) => {
          const { pods, namespaces } = fleetOf(spec, found);
          const engine = compilePolicies({
            namespaces,
            policies: renderPolicies(spec, found),
            pods: pods.map(pod =>
              pod.workload === 'key-vault'
                ? {
                    ...pod,
                    labels: { ...pod.labels, ...Object.fromEntries(stray) },
                  }
                : pod,
            ),
          });
          const to = { namespace: spec.namespace, name: 'key-vault-1' };
          const reachedBy = pods
            .filter(
              ({ name, hostNetwork }) => !hostNetwork && name !== 'key-vault-1',
            )
            .flatMap(from =>
              (['TCP', 'UDP', 'SCTP'] as const).flatMap(protocol =>
                engine
                  .distinctPorts(from, to, protocol)
                  .filter(
                    port =>
                      engine.evaluate({ from, to, port, protocol }).outcome !==
                      'denied',
                  )
                  .map(port => `${from.name} ${protocol} ${port}`),
              ),
            );
          expect(reachedBy).toEqual([
            'synapse-main-1 TCP 8000',
            'synapse-main-2 TCP 8000',
          ]);
        },
      ),
      { numRuns: 40 },
    );
  });
});
