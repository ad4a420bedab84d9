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

/** A set of small numbers, one bit each. */
export type Bits = Uint32Array;

const WORD = 32;

export function emptyBits(size: number): Bits {
  return new Uint32Array(Math.ceil(size / WORD));
}

export function allBits(size: number): Bits {
  const bits = emptyBits(size).fill(0xffffffff);
  const rest = size % WORD;
  if (rest > 0) {
    bits[bits.length - 1] = 2 ** rest - 1;
  }
  return bits;
}

export function setBit(bits: Bits, index: number): void {
  bits[index >>> 5] |= 1 << (index & 31);
}

export function hasBit(bits: Bits, index: number): boolean {
  return (bits[index >>> 5] & (1 << (index & 31))) !== 0;
}

/** Adds `other` to `bits`. */
export function addBits(bits: Bits, other: Bits): void {
  for (let word = 0; word < bits.length; word++) {
    bits[word] |= other[word];
  }
}

/** Leaves in `bits` what is in `other`, too. */
export function keepBits(bits: Bits, other: Bits): void {
  for (let word = 0; word < bits.length; word++) {
    bits[word] &= other[word];
  }
}

/** Takes `other` out of `bits`. */
export function dropBits(bits: Bits, other: Bits): void {
  for (let word = 0; word < bits.length; word++) {
    bits[word] &= ~other[word];
  }
}

export function isEmpty(bits: Bits): boolean {
  for (let word = 0; word < bits.length; word++) {
    if (bits[word] !== 0) {
      return false;
    }
  }
  return true;
}

export function forEachBit(bits: Bits, visit: (index: number) => void): void {
  for (let word = 0; word < bits.length; word++) {
    let rest = bits[word];
    while (rest !== 0) {
      const lowest = rest & -rest;
      visit(word * WORD + 31 - Math.clz32(lowest));
      rest ^= lowest;
    }
  }
}

/** Sum of the weights of what is in a set. */
export function weigh(bits: Bits, weights: Uint32Array): number {
  let sum = 0;
  for (let word = 0; word < bits.length; word++) {
    let rest = bits[word];
    while (rest !== 0) {
      const lowest = rest & -rest;
      sum += weights[word * WORD + 31 - Math.clz32(lowest)];
      rest ^= lowest;
    }
  }
  return sum;
}
