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
  fakeEngine,
  healthOf,
  planOf,
  reportOf,
  snapshotOf,
  specOf,
} from '../__testUtils__/fakes';
import { AssessmentCache } from './AssessmentCache';

const start = new Date('2026-11-24T00:00:00.000Z');
const minutes = (count: number) => new Date(start.getTime() + count * 60_000);

function setUp() {
  const assess = jest.fn(fakeEngine().assess);
  return { assess, cache: new AssessmentCache({ assess }) };
}

describe('AssessmentCache', () => {
  it('does not judge again what is as it was, but says when it was seen', () => {
    const { assess, cache } = setUp();
    const spec = specOf();
    cache.assess(snapshotOf(spec, minutes(0).toISOString()), spec, minutes(0));
    expect(
      cache.assess(
        snapshotOf(spec, minutes(1).toISOString()),
        spec,
        minutes(1),
      ),
    ).toEqual(healthOf(spec, { seenAt: minutes(1).toISOString() }));
    expect(assess).toHaveBeenCalledTimes(1);
  });

  it('judges anew when the cluster or the spec has changed', () => {
    const { assess, cache } = setUp();
    const spec = specOf();
    const snapshot = snapshotOf(spec);
    cache.assess(snapshot, spec, start);
    cache.assess(
      { ...snapshot, namespaces: [{ name: 'matrix', labels: {} }] },
      spec,
      start,
    );
    cache.assess(snapshot, { ...spec, targetCcu: 1 }, start);
    cache.assess(snapshotOf(specOf('b')), specOf('b'), start);
    expect(assess).toHaveBeenCalledTimes(4);
  });

  it('judges anew after probes', () => {
    const { assess, cache } = setUp();
    const spec = specOf();
    const probes = reportOf(planOf());
    cache.assess(snapshotOf(spec), spec, start);
    cache.assess(snapshotOf(spec), spec, start, probes);
    cache.assess(snapshotOf(spec), spec, start, probes);
    expect(assess).toHaveBeenCalledTimes(2);
    expect(assess).toHaveBeenLastCalledWith(
      expect.anything(),
      spec,
      start,
      probes,
      undefined,
    );
  });

  it('judges anew after ten minutes, since days pass', () => {
    const { assess, cache } = setUp();
    const spec = specOf();
    cache.assess(snapshotOf(spec), spec, minutes(0));
    cache.assess(snapshotOf(spec), spec, minutes(9));
    cache.assess(snapshotOf(spec), spec, minutes(10));
    expect(assess).toHaveBeenCalledTimes(2);
  });

  it('judges anew when another Matrix cluster shares the ingress controller', () => {
    const spec = specOf();
    const assess = jest.fn(() => healthOf(spec));
    const cache = new AssessmentCache({ assess });
    cache.assess(snapshotOf(spec), spec, start);
    cache.assess(snapshotOf(spec), spec, start, undefined, 12_000);
    cache.assess(snapshotOf(spec), spec, start, undefined, 12_000);
    expect(assess).toHaveBeenCalledTimes(2);
  });
});
