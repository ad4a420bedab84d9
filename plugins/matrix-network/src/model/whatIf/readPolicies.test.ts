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

import { TextProblem } from './readYaml';
import { readPolicies } from './readPolicies';

const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: debug
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: redis
  ingress:
    - from:
        - podSelector: {}
      ports:
        - protocol: TCP
          port: 6379
`;

function problemsOf(text: string): TextProblem[] {
  const read = readPolicies(text, 'matrix');
  return 'problems' in read ? read.problems : [];
}

describe('readPolicies', () => {
  it('reads several documents into the namespace', () => {
    const second = policy.replace('name: debug', 'name: other');
    expect(readPolicies(`${policy}---\n${second}---\n`, 'matrix')).toEqual({
      policies: [
        expect.objectContaining({
          metadata: { name: 'debug', namespace: 'matrix' },
        }),
        expect.objectContaining({
          metadata: { name: 'other', namespace: 'matrix' },
        }),
      ],
    });
  });

  it('reads what kubectl get -o yaml gives', () => {
    const list = [
      'apiVersion: v1',
      'kind: List',
      'items:',
      ...policy
        .trimEnd()
        .split('\n')
        .map((line, index) => `${index === 0 ? '- ' : '  '}${line}`),
    ].join('\n');
    expect(readPolicies(list, 'matrix')).toHaveProperty('policies.length', 1);
    expect(problemsOf(list.replace('6379', '70000'))).toEqual([
      {
        line: 17,
        field: 'items[0].spec.ingress[0].ports[0].port',
        message: expect.stringContaining('70000'),
      },
    ]);
  });

  it('takes null for what the API server takes it for', () => {
    const text = `${policy}  egress:\n    -\n`;
    expect(readPolicies(text, 'matrix')).toMatchObject({
      policies: [{ spec: { egress: [{}] } }],
    });
    const all = policy.replace(/podSelector:\n.*\n.*\n/, 'podSelector:\n');
    expect(readPolicies(all, 'matrix')).toMatchObject({
      policies: [{ spec: { podSelector: {} } }],
    });
  });

  it.each<[string, string, TextProblem]>([
    [
      'text that is no YAML',
      policy.replace('  podSelector:', '  podSelector: ]'),
      {
        line: 6,
        field: '',
        message: expect.stringMatching(/^This is not YAML: /),
      },
    ],
    [
      'another kind',
      policy.replace('kind: NetworkPolicy', 'kind: Deployment'),
      {
        line: 2,
        field: 'kind',
        message: "'Deployment' is not accepted: NetworkPolicy is.",
      },
    ],
    [
      'another version',
      policy.replace('networking.k8s.io/v1', 'extensions/v1beta1'),
      {
        line: 1,
        field: 'apiVersion',
        message:
          "'extensions/v1beta1' is not accepted: networking.k8s.io/v1 is.",
      },
    ],
    [
      'another namespace',
      policy.replace('name: debug', 'name: debug\n  namespace: monitoring'),
      {
        line: 5,
        field: 'metadata.namespace',
        message:
          "'monitoring' is another namespace: the policies of matrix are what can be changed here.",
      },
    ],
    [
      'a protocol that there is not',
      policy.replace('TCP', 'HTTP'),
      {
        line: 13,
        field: 'spec.ingress[0].ports[0].protocol',
        message: expect.stringMatching(/'HTTP' is not accepted: .*"TCP"/),
      },
    ],
    [
      'a field that there is not',
      policy.replace('podSelector: {}', 'podSelectr: {}'),
      {
        line: 11,
        field: 'spec.ingress[0].from[0].podSelectr',
        message: expect.stringContaining('the API server drops it'),
      },
    ],
    [
      'a policy without a name',
      policy.replace('name: debug', 'labels: {}'),
      {
        line: 3,
        field: 'metadata.name',
        message: expect.stringMatching(/^is missing: expected string/),
      },
    ],
    [
      'text that is no object',
      'allow everything',
      {
        line: 1,
        field: '',
        message: expect.stringMatching(/'allow everything' is not accepted/),
      },
    ],
    [
      'a policy without spec',
      policy.slice(0, policy.indexOf('spec:')),
      { line: 1, field: 'spec', message: expect.stringMatching(/is missing/) },
    ],
    [
      'nothing but comments',
      '# to do\n',
      { field: '', message: expect.stringMatching(/Nothing is here/) },
    ],
    [
      'one name twice',
      `${policy}---\n${policy}`,
      {
        line: 19,
        field: 'metadata.name',
        message: "'debug' is there twice: each name is accepted once.",
      },
    ],
    [
      'far too much',
      'a'.repeat(300_001),
      { field: '', message: expect.stringMatching(/300,001 characters/) },
    ],
  ])('names field, line, value and what is accepted: %s', (_, text, wanted) => {
    expect(problemsOf(text)).toContainEqual(wanted);
  });

  it('does not follow aliases without end', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x, x]',
      ...['b', 'c', 'd', 'e'].map((key, index) => {
        const before = `*${'abcd'[index]}`;
        return `${key}: &${key} [${Array(10).fill(before).join(', ')}]`;
      }),
    ].join('\n');
    expect(problemsOf(bomb)).toHaveLength(1);
  });
});
