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

import { toStackSpecDocument } from '@matrix-network/backstage-plugin-matrix-network-common';
import { healthySnapshot, specOf } from '../../__testUtils__';
import { toYaml } from '../yaml';
import { readSpec } from './readSpec';
import { TextProblem } from './readYaml';

const spec = specOf();
const { facts } = healthySnapshot(spec);
const text = toYaml(toStackSpecDocument(spec));

function problemsOf(changed: string): TextProblem[] {
  const read = readSpec(changed, spec, facts);
  return 'problems' in read ? read.problems : [];
}

function lineOf(changed: string, wanted: string): number {
  return changed.split('\n').findIndex(line => line.includes(wanted)) + 1;
}

describe('readSpec', () => {
  it('reads what the spec is written as', () => {
    expect(readSpec(text, spec, facts)).toMatchObject({ spec });
  });

  it('reads a change', () => {
    const changed = text.replace('sygnal: false', 'sygnal: true');
    expect(changed).not.toBe(text);
    expect(readSpec(changed, spec, facts)).toMatchObject({
      spec: { workloads: { sygnal: true } },
    });
  });

  it.each([
    ['targetCcu: 5000', 'targetCcu: many', 'spec.targetCcu', /'many' is not/],
    ['domain: chat', 'domian: chat', 'spec.domian', /did you mean domain/],
    [
      'name: chat-eu',
      'name: chat-us',
      'metadata.name',
      /'chat-eu' is accepted/,
    ],
    [
      'namespace: matrix',
      'namespace: other',
      'spec.namespace',
      /'matrix' is accepted/,
    ],
  ])('names field and line of %s', (from, to, field, message) => {
    const changed = text.replace(from, to);
    expect(problemsOf(changed)).toContainEqual({
      line: lineOf(changed, to),
      field,
      message: expect.stringMatching(message),
    });
  });

  it('says what is expected where it is another document altogether', () => {
    expect(problemsOf('kind: Pod')).toEqual([
      {
        line: 1,
        field: '',
        message: expect.stringContaining('not a MatrixCluster document'),
      },
    ]);
    expect(problemsOf(`${text}\n---\n${text}`)).toEqual([
      { field: '', message: '2 documents are here: one is accepted.' },
    ]);
  });
});
