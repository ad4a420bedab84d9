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
  BRIDGE_POLICY,
  bridgePolicy,
  FIELD_MANAGER,
  KubernetesObject,
  renderPolicies,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { aSpec, someFacts } from '../../__testUtils__/specs';
import { decideBridge } from './decideBridge';

const spec = aSpec();
const { name: matrixCluster } = spec;

function applied(
  policy: KubernetesObject,
  metadata: Partial<KubernetesObject['metadata']> = {},
): KubernetesObject {
  return {
    ...policy,
    metadata: {
      ...policy.metadata,
      uid: `uid-${policy.metadata.name}`,
      managedFields: [{ manager: FIELD_MANAGER, operation: 'Apply' }],
      ...metadata,
    },
  };
}

function foreign(rules: object, name = 'theirs'): KubernetesObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: 'matrix' },
    spec: { podSelector: {}, ...rules },
  };
}

const stack = renderPolicies(spec, someFacts).map(policy =>
  applied({ ...policy }),
);
const bridge = applied({ ...bridgePolicy(matrixCluster, 'matrix') });
const decide = (live: KubernetesObject[], goes: KubernetesObject[] = []) =>
  decideBridge(live, {
    matrixCluster,
    goes: new Set(goes.map(({ metadata }) => metadata.name)),
  });

describe('on the way in', () => {
  it('goes in where no policy is, or none that closes anything', () => {
    expect(decide([])).toEqual({ action: 'putIn' });
    expect(decide([foreign({ ingress: [{}] })])).toEqual({ action: 'putIn' });
  });

  it('does not where something is closed, be it by a single policy, or of pods that are yet to come', () => {
    expect(decide([stack[0]])).toEqual({
      action: 'none',
      closers: ['allow-dns'],
    });
    expect(decide(stack)).toMatchObject({ action: 'none' });
    expect(
      decide([foreign({ podSelector: { matchLabels: { app: 'later' } } })]),
    ).toEqual({ action: 'none', closers: ['theirs'] });
    expect(decide([foreign({ podSelector: 'nonsense' })])).toEqual({
      action: 'none',
      closers: ['theirs'],
    });
  });

  it('stays where it is, whatever has come beside it', () => {
    const stays = { action: 'stays', uid: `uid-${BRIDGE_POLICY}` };
    expect(decide([bridge])).toEqual(stays);
    expect(decide([...stack, bridge])).toEqual(stays);
    expect(decide([foreign({}), bridge])).toEqual(stays);
  });

  it("is left where it is another Matrix cluster's, which closes nothing", () => {
    const others = applied({ ...bridgePolicy('chat-us', 'matrix') });
    const leave = {
      action: 'leave',
      why: 'it carries the label of Matrix cluster chat-us',
    };
    expect(decide([others])).toEqual(leave);
    expect(decide([...stack, others], stack)).toEqual(leave);
  });

  it.each<[string, Partial<KubernetesObject['metadata']>]>([
    ['carries no label', { labels: {} }],
    [
      'somebody else has applied',
      { managedFields: [{ manager: 'kubectl', operation: 'Apply' }] },
    ],
  ])('is not what %s', (_, metadata) => {
    expect(
      decide([{ ...bridge, metadata: { ...bridge.metadata, ...metadata } }]),
    ).toEqual({ action: 'none', closers: [BRIDGE_POLICY] });
  });

  it('goes in anew where it is being deleted', () => {
    expect(
      decide([applied(bridge, { deletionTimestamp: '2026-01-01T00:00:00Z' })]),
    ).toEqual({ action: 'putIn' });
  });
});

describe('on the way out', () => {
  it('goes in where nothing is closed in the end', () => {
    expect(decide(stack, stack)).toEqual({ action: 'putIn' });
    expect(decide([...stack, foreign({ ingress: [{}] })], stack)).toEqual({
      action: 'putIn',
    });
  });

  it('does not where a policy stays that closes something', () => {
    expect(decide([...stack, foreign({})], stack)).toEqual({
      action: 'none',
      closers: ['theirs'],
    });
    expect(decide(stack, stack.slice(1))).toEqual({
      action: 'none',
      closers: ['allow-dns'],
    });
  });
});
