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

const pattern =
  /^([+-]?)(\d*)(?:\.(\d*))?(?:(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)|[eE]([+-]?\d+))?$/;
const decimal = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const binary = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
/** The smallest unit a quantity counts in: 10^-9. */
const nano = 1_000_000_000n;

/** A quantity as a number of 10^-9ths, and the kind of suffix that it was written with. */
export interface Quantity {
  nanos: bigint;
  isBinary: boolean;
}

/** The value of a quantity; undefined for text that is none, and for exponents. */
export function parseQuantity(text: string): Quantity | undefined {
  const match = pattern.exec(text);
  if (!match || !(match[2] || match[3]) || match[5] !== undefined) {
    return undefined;
  }
  const [, sign, whole, fraction = '', suffix = ''] = match;
  const isBinary = binary.indexOf(suffix) > 0;
  const unit = isBinary
    ? nano * 1024n ** BigInt(binary.indexOf(suffix))
    : 1000n ** BigInt(decimal.indexOf(suffix));
  const digits = BigInt(`${whole}${fraction}` || '0');
  const value = (digits * unit) / 10n ** BigInt(fraction.length);
  return { nanos: sign === '-' ? -value : value, isBinary };
}

/** Whether text is a quantity, in whatever notation. */
export function isQuantity(text: string): boolean {
  const match = pattern.exec(text);
  return Boolean(match && (match[2] || match[3]));
}

/** What the API server says of text that is none. */
export const quantityProblem =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

/** The text of a quantity: the largest suffix that leaves no fraction. */
export function formatQuantity({ nanos, isBinary }: Quantity): string {
  if (nanos === 0n) {
    return '0';
  }
  const [prefix, value] = nanos < 0n ? ['-', -nanos] : ['', nanos];
  return (
    prefix +
    (isBinary
      ? withSuffix(value, binary, 1024n, nano)
      : withSuffix(value, decimal, 1000n, 1n))
  );
}

/** The sum, in the notation of the first that is not zero. */
export function addQuantities(a: Quantity, b: Quantity): Quantity {
  return {
    nanos: a.nanos + b.nanos,
    isBinary: a.nanos === 0n ? b.isBinary : a.isBinary,
  };
}

/**
 * A quantity as the API writes it: the largest suffix that leaves no fraction, so
 * `1000m` reads `1` and `1024Mi` reads `1Gi`. Text that is no quantity stays as it is.
 */
export function canonicalQuantity(text: string): string {
  const quantity = parseQuantity(text);
  return quantity ? formatQuantity(quantity) : text;
}

function withSuffix(
  value: bigint,
  suffixes: readonly string[],
  base: bigint,
  smallest: bigint,
): string {
  if (value % smallest !== 0n) {
    return withSuffix(value, decimal, 1000n, 1n);
  }
  let amount = value / smallest;
  let index = 0;
  while (index < suffixes.length - 1 && amount % base === 0n) {
    amount /= base;
    index += 1;
  }
  return `${amount}${suffixes[index]}`;
}
