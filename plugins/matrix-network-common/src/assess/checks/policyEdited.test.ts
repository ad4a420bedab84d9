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

import { NetworkPolicySpec } from '../../kubernetes/types';
import {
  found,
  perfectSnapshot,
  policySpec,
  withHandWritten,
} from '../__testUtils__/snapshotBuilder';
import { policyEdited } from './policyEdited';

const edit = (
  name: string,
  change: (spec: NetworkPolicySpec) => NetworkPolicySpec,
) => {
  const snapshot = perfectSnapshot();
  return found(
    policyEdited,
    withHandWritten(snapshot, name, change(policySpec(snapshot, name))),
  );
};

describe('policy-edited', () => {
  it('names field, manager and time, and the flow that the edit opens', () => {
    const [finding] = edit('key-vault-isolation', spec => ({
      ...spec,
      ingress: [
        ...(spec.ingress ?? []),
        {
          from: [{ namespaceSelector: {} }],
          ports: [{ port: 8000, protocol: 'TCP' }],
        },
      ],
    }));
    expect(finding).toMatchObject({
      severity: 'critical',
      subject: { name: 'key-vault-isolation' },
    });
    expect(finding.title).toContain('lets through what must be cut');
    expect(finding.cause).toContain('spec.ingress[1]');
    expect(finding.cause).toContain(
      'Last written by kubectl-edit at 2026-11-23T00:00:00.000Z',
    );
    expect(finding.cause).toContain('It opens');
    expect(finding.cause).toContain('key_vault');
  });

  it('names the flow that the edit cuts', () => {
    const [finding] = edit('redis-access', spec => ({
      ...spec,
      ingress: (spec.ingress ?? []).slice(0, 0),
    }));
    expect(finding.severity).toBe('critical');
    expect(finding.cause).toContain('It cuts');
  });

  it('only warns of an edit that changes no row', () => {
    const [finding] = edit('redis-access', spec => ({
      ...spec,
      ingress: (spec.ingress ?? []).map(rule => ({
        ...rule,
        ports: [...(rule.ports ?? []), { port: 16379 }],
      })),
    }));
    expect(finding.severity).toBe('warning');
  });

  it('does not take another way to write the same for an edit', () => {
    expect(
      edit('redis-access', spec => ({
        ...spec,
        policyTypes: [...(spec.policyTypes ?? [])].reverse(),
        ingress: [...(spec.ingress ?? [])].reverse().map(rule => ({
          from: [...(rule.from ?? [])].reverse(),
          ports: (rule.ports ?? []).map(({ port }) => ({ port })),
        })),
      })),
    ).toEqual([]);
  });

  it('finds nothing on a perfect cluster', () => {
    expect(found(policyEdited, perfectSnapshot())).toEqual([]);
  });
});
