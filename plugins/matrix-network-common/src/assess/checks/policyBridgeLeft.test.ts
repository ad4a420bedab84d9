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
import { policiesAfterApply } from '../../contract';
import { BRIDGE_POLICY, bridgePolicy } from '../../policies';
import { Snapshot } from '../../snapshot/Snapshot';
import { FIELD_MANAGER, STACK_LABEL } from '../../stack/types';
import {
  aSpec,
  found,
  now,
  perfectSnapshot,
  withHandWritten,
  withoutPolicies,
  withPods,
} from '../__testUtils__/snapshotBuilder';
import { assess } from '../assess';
import { defaultDenyMissing } from './defaultDenyMissing';
import { policyBridgeLeft } from './policyBridgeLeft';

const spec = aSpec();
const perfect = perfectSnapshot();
const bridge = bridgePolicy(spec.name, spec.namespace);
const left: Snapshot = {
  ...perfect,
  networkPolicies: [
    ...perfect.networkPolicies,
    {
      ...bridge,
      metadata: {
        ...bridge.metadata,
        managedFields: [
          {
            manager: FIELD_MANAGER,
            operation: 'Apply',
            time: '2026-01-01T10:00:00Z',
            fieldsV1: { 'f:spec': { 'f:podSelector': {} } },
          },
        ],
      },
    },
  ],
};

describe('policy-bridge-left', () => {
  it('says that nothing is closed, since when, and how it goes', () => {
    const [finding] = found(policyBridgeLeft, left);

    expect(finding).toMatchObject({
      severity: 'critical',
      subject: {
        kind: 'NetworkPolicy',
        namespace: 'matrix',
        name: BRIDGE_POLICY,
      },
    });
    expect(finding.cause).toMatch(
      /^Since 2026-01-01T10:00:00Z it stands in .* opens [1-9]\d* pods .*has ended half-way\.$/,
    );
    expect(finding.remedy).toMatch(/^Re-apply the stack .*takes this one out/);
    expect(found(policyBridgeLeft, perfect)).toEqual([]);
  });

  it.each([
    ['chat-us', 'it carries the label of Matrix cluster chat-us'],
    [undefined, 'it carries the label of no Matrix cluster'],
  ])('says how one of %s goes, which no apply takes out', (owner, why) => {
    const others: Snapshot = {
      ...left,
      networkPolicies: left.networkPolicies.map(policy => {
        const { metadata } = policy;
        if (metadata.name !== BRIDGE_POLICY) {
          return policy;
        }
        const labels = { ...metadata.labels };
        delete labels[STACK_LABEL];
        return {
          ...policy,
          metadata: {
            ...metadata,
            labels: { ...labels, ...(owner && { [STACK_LABEL]: owner }) },
          },
        };
      }),
    };

    expect(found(policyBridgeLeft, others)).toMatchObject([
      {
        severity: 'critical',
        remedy: `No apply or uninstall of ${spec.name} takes it out: ${why}. If nothing is being applied or uninstalled there now, delete it: kubectl -n matrix delete networkpolicy matrix-network-bridge`,
      },
    ]);
  });

  it('is what people see, and nothing tells them to delete a policy of somebody else', () => {
    const health = assess(left, spec, { now });

    expect(health.status).toBe('failing');
    expect(
      health.findings
        .filter(({ subject }) => subject.name === BRIDGE_POLICY)
        .map(({ code }) => code),
    ).toEqual(['policy-bridge-left']);
    expect(
      health.policies.find(({ name }) => name === BRIDGE_POLICY),
    ).toMatchObject({ purpose: expect.stringMatching(/^Temporary/) });
    expect(
      health.workloads
        .filter(({ hostNetwork }) => !hostNetwork)
        .every(({ status }) => status === 'failing'),
    ).toBe(true);
  });

  it('does not hide that key_vault is not isolated', () => {
    const { contract, findings } = assess(left, spec, { now });

    for (const id of ['N8', 'N9']) {
      expect(contract.find(({ row }) => row === id)).toMatchObject({
        outcome: 'violated',
      });
    }
    expect(findings.map(({ code }) => code)).toContain('contract-violated');
  });

  it('is the only one to speak of it where key_vault, or no pod at all, runs', () => {
    for (const snapshot of [
      withPods(left, () => undefined),
      withPods(left, pod =>
        pod.labels['app.kubernetes.io/name'] === 'key-vault' ? undefined : pod,
      ),
    ]) {
      expect(
        assess(snapshot, spec, { now })
          .findings.filter(({ subject }) => subject.name === BRIDGE_POLICY)
          .map(({ code }) => code),
      ).toEqual(['policy-bridge-left']);
    }
  });

  it('does not count as isolation where the default deny is missing', () => {
    const openPods = (snapshot: Snapshot) =>
      found(defaultDenyMissing, withoutPolicies(snapshot, 'default-deny-all'));

    expect(openPods(left)).toEqual(openPods(perfect));
  });

  it('leaves one that somebody has named so to the checks of foreign policies', () => {
    const named = withHandWritten(perfect, BRIDGE_POLICY, bridge.spec);

    expect(found(policyBridgeLeft, named)).toEqual([]);
    expect(
      assess(named, spec, { now })
        .findings.filter(({ subject }) => subject.name === BRIDGE_POLICY)
        .map(({ code }) => code),
    ).toContain('policy-shadowed');
  });

  it('goes with an apply, as a plan has it', () => {
    const names = (snapshot: Snapshot) =>
      policiesAfterApply(snapshot, []).map(({ metadata }) => metadata.name);

    expect(names(left)).toEqual(names(perfect));
  });
});
