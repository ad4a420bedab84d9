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

import { parseStackSpec } from '../spec/parseStackSpec';
import { StackSpecInput } from '../spec/StackSpec';
import { Neighbour, sharedCcu, sharedIngressReplicas } from './Neighbour';
import { neighbourIssues } from './neighbourIssues';
import { neighbourWarnings, sharedSpec } from './sharedSpec';

const specOf = (name: string, input: Partial<StackSpecInput> = {}) =>
  parseStackSpec({
    name,
    namespace: `matrix-${name}`,
    kubernetesCluster: 'prod',
    domain: `${name}.example.org`,
    targetCcu: 1_000,
    certificates: { issuer: 'selfsigned' },
    ...input,
  });

/** Each spec with the others as its neighbours, oldest first. */
function together(...specs: ReturnType<typeof specOf>[]) {
  return specs.map((spec, own) => ({
    spec,
    neighbours: specs.flatMap((other, index): Neighbour[] =>
      index === own ? [] : [{ spec: other, older: index < own }],
    ),
  }));
}

describe('what Matrix clusters of one Kubernetes cluster share', () => {
  it('is sized by the sum of their CCU targets', () => {
    const [eu, us] = together(
      specOf('eu', { targetCcu: 4_000 }),
      specOf('us', { targetCcu: 4_000 }),
    );
    expect(sharedCcu(eu.spec, eu.neighbours)).toBe(8_000);
    expect(sharedIngressReplicas(eu.spec, eu.neighbours)).toBe(5);
    expect(sharedIngressReplicas(us.spec, us.neighbours)).toBe(5);
    expect(sharedIngressReplicas(eu.spec, [])).toBe(3);
  });

  it.each([
    [
      'the first has one',
      ['a@mail-one.org', 'b@mail-two.org', undefined],
      'a@mail-one.org',
    ],
    [
      'only a later one has',
      [undefined, 'b@mail-two.org', 'c@mail-three.org'],
      'b@mail-two.org',
    ],
    ['nobody has', [undefined, undefined, undefined], undefined],
  ])('has the same account e-mail for all where %s', (_, emails, expected) => {
    const all = together(
      ...emails.map((contactEmail, index) =>
        specOf(`m${index}`, { contactEmail }),
      ),
    );
    expect(
      all.map(
        ({ spec, neighbours }) => sharedSpec(spec, neighbours).contactEmail,
      ),
    ).toEqual([expected, expected, expected]);
  });

  it('has the newest release that anybody asks for, and says so to the others', () => {
    const [eu, us] = together(
      specOf('eu', {
        ingress: { release: '1.11.1' },
        certificates: { issuer: 'selfsigned', release: '1.14.0' },
      }),
      specOf('us', {
        certificates: { issuer: 'selfsigned', release: '1.21.1' },
      }),
    );
    expect(sharedSpec(eu.spec, eu.neighbours)).toMatchObject({
      ingress: { release: '1.15.1' },
      certificates: { release: '1.21.1' },
    });
    expect(
      neighbourWarnings(eu.spec, eu.neighbours).map(({ field }) => field),
    ).toEqual(['ingress.release', 'certificates.release']);
    expect(neighbourWarnings(us.spec, us.neighbours)).toEqual([]);
  });

  it('leaves a spec without neighbours as it is', () => {
    const spec = specOf('eu', { contactEmail: 'a@mail-one.org' });
    expect(sharedSpec(spec, [])).toEqual(spec);
    expect(neighbourIssues(spec, [])).toEqual([]);
  });
});

describe('contradictions', () => {
  const issuesOf = (
    one: Partial<StackSpecInput>,
    other: Partial<StackSpecInput>,
  ) =>
    neighbourIssues(specOf('eu', one), [
      { spec: specOf('us', other), older: true },
    ]);

  it.each([
    [
      'ingress.exposure',
      { ingress: { exposure: 'loadBalancer' as const } },
      {},
    ],
    [
      'ingress.nodePorts.https',
      { ingress: { nodePorts: { https: 31443 } } },
      {},
    ],
    ['images.registry', { images: { registry: 'registry.example.org' } }, {}],
    ['namespace', { namespace: 'matrix' }, { namespace: 'matrix' }],
    [
      'certificates.organisationCaSecret',
      {
        certificates: {
          issuer: 'organisation-ca' as const,
          organisationCaSecret: 'ca-one',
        },
      },
      {
        certificates: {
          issuer: 'organisation-ca' as const,
          organisationCaSecret: 'ca-two',
        },
      },
    ],
  ])('of %s are named with the neighbour', (field, one, other) => {
    expect(issuesOf(one, other)).toEqual([
      { field, message: expect.stringContaining('Matrix cluster us') },
    ]);
  });

  it('are none where the value is of no use', () => {
    expect(
      issuesOf(
        {
          ingress: { exposure: 'loadBalancer', nodePorts: { http: 31080 } },
        },
        { ingress: { exposure: 'loadBalancer' } },
      ),
    ).toEqual([]);
  });
});
