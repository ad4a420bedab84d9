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
  LabelSelector,
  LabelSelectorRequirement,
} from '../../kubernetes/types';

/** Label values: a few, or all but a few. */
interface Values {
  readonly kind: 'only' | 'allBut';
  readonly of: ReadonlySet<string>;
}

/** What a label may be: not there, or there with one of these values. */
interface LabelRange {
  readonly mayBeAbsent: boolean;
  readonly values: Values;
}

const noValue: Values = { kind: 'only', of: new Set() };
const anyValue: Values = { kind: 'allBut', of: new Set() };
const anything: LabelRange = { mayBeAbsent: true, values: anyValue };

/**
 * Whether labels that meet the narrow selector always meet the wide one, over
 * all labels there could be. Exact: values are taken to be without number.
 */
export function selectorImplies(
  narrow: LabelSelector | undefined,
  wide: LabelSelector | undefined,
): boolean {
  const narrowRanges = rangesOf(narrow);
  return (
    [...narrowRanges.values()].some(isEmpty) ||
    [...rangesOf(wide)].every(([key, range]) =>
      isWithin(narrowRanges.get(key) ?? anything, range),
    )
  );
}

/** What a selector leaves of each label that it speaks of. */
function rangesOf(
  selector: LabelSelector | undefined,
): ReadonlyMap<string, LabelRange> {
  const ranges = new Map<string, LabelRange>();
  const restrict = (key: string, to: LabelRange) =>
    ranges.set(key, intersection(ranges.get(key) ?? anything, to));
  Object.entries(selector?.matchLabels ?? {}).forEach(([key, value]) =>
    restrict(key, { mayBeAbsent: false, values: only([value]) }),
  );
  selector?.matchExpressions?.forEach(requirement =>
    restrict(requirement.key, rangeOf(requirement)),
  );
  return ranges;
}

function rangeOf({
  operator,
  values = [],
}: LabelSelectorRequirement): LabelRange {
  switch (operator) {
    case 'In':
      return { mayBeAbsent: false, values: only(values) };
    case 'NotIn':
      return {
        mayBeAbsent: true,
        values: { kind: 'allBut', of: new Set(values) },
      };
    case 'Exists':
      return { mayBeAbsent: false, values: anyValue };
    default:
      return { mayBeAbsent: true, values: noValue };
  }
}

function only(values: readonly string[]): Values {
  return { kind: 'only', of: new Set(values) };
}

function holds({ kind, of }: Values, value: string): boolean {
  return of.has(value) === (kind === 'only');
}

function intersection(a: LabelRange, b: LabelRange): LabelRange {
  return {
    mayBeAbsent: a.mayBeAbsent && b.mayBeAbsent,
    values: commonValues(a.values, b.values),
  };
}

function commonValues(a: Values, b: Values): Values {
  if (a.kind === 'only') {
    return only([...a.of].filter(value => holds(b, value)));
  }
  return b.kind === 'only'
    ? commonValues(b, a)
    : { kind: 'allBut', of: new Set([...a.of, ...b.of]) };
}

function isEmpty({ mayBeAbsent, values }: LabelRange): boolean {
  return !mayBeAbsent && values.kind === 'only' && values.of.size === 0;
}

function isWithin(inner: LabelRange, outer: LabelRange): boolean {
  return (
    (outer.mayBeAbsent || !inner.mayBeAbsent) &&
    areWithin(inner.values, outer.values)
  );
}

function areWithin(inner: Values, outer: Values): boolean {
  if (inner.kind === 'only') {
    return [...inner.of].every(value => holds(outer, value));
  }
  return (
    outer.kind === 'allBut' && [...outer.of].every(value => inner.of.has(value))
  );
}
