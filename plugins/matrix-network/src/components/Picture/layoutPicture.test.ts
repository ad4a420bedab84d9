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
  Box,
  fitText,
  layoutPicture,
  minimumPictureWidth,
  PictureItem,
  PictureLayout,
  wrapText,
} from './layoutPicture';

function items(count: number, withDetail: boolean): PictureItem[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `n${index}`,
    title: `Neighbour ${index}`,
    ...(withDetail && { detail: 'TCP 5432' }),
  }));
}

function overlap(a: Box, b: Box): boolean {
  return (
    a.x < b.x + b.width &&
    b.x < a.x + a.width &&
    a.y < b.y + b.height &&
    b.y < a.y + a.height
  );
}

function boxesOf({ centre, left, right }: PictureLayout<PictureItem>): Box[] {
  return [
    centre,
    ...left.map(({ box }) => box),
    ...right.map(({ box }) => box),
  ];
}

/** Marks have room for themselves and their neighbours. */
const markSize = 18;

describe.each([
  [5, 5],
  [20, 20],
  [1, 24],
  [0, 3],
  [0, 0],
])('layoutPicture of %d on the left and %d on the right', (left, right) => {
  describe.each([420, 640, 1200, 1800])('%d wide', width => {
    const layout = layoutPicture(
      [
        ...items(Math.ceil(left / 2), true),
        ...items(Math.floor(left / 2), false),
      ],
      items(right, true),
      width,
    );

    it('lets nothing overlap', () => {
      const boxes = boxesOf(layout);
      boxes.forEach((box, index) =>
        boxes
          .slice(index + 1)
          .forEach(other => expect(overlap(box, other)).toBe(false)),
      );
    });

    it('stays within its bounds', () => {
      expect(layout.width).toBe(Math.max(width, minimumPictureWidth));
      for (const box of boxesOf(layout)) {
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.y).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(layout.width);
        expect(box.y + box.height).toBeLessThanOrEqual(layout.height);
        expect(box.width).toBeGreaterThan(90);
      }
    });

    it('leads every line from box to box, and keeps marks apart', () => {
      const { centre } = layout;
      for (const side of [layout.left, layout.right]) {
        side.slice(1).forEach(({ middle }, index) => {
          const above = side[index].middle;
          expect(middle.y - above.y).toBeGreaterThanOrEqual(markSize);
        });
      }
      for (const { from, to, box } of layout.left) {
        expect(from.x).toBe(box.x + box.width);
        expect(to.x).toBe(centre.x);
        expect(to.y).toBeGreaterThan(centre.y);
        expect(to.y).toBeLessThan(centre.y + centre.height);
      }
      for (const { from, to, box } of layout.right) {
        expect(from.x).toBe(centre.x + centre.width);
        expect(to.x).toBe(box.x);
        expect(to.y).toBe(box.y + box.height / 2);
      }
    });
  });
});

describe('wrapText', () => {
  it('breaks between words, and cuts a word that is too long', () => {
    expect(wrapText('Synapse (main)', 200, 14)).toEqual(['Synapse (main)']);
    expect(wrapText('Synapse (main)', 80, 14)).toEqual(['Synapse', '(main)']);
    expect(wrapText('Unbreakable', 60, 14)).toEqual(['Unbrea…']);
  });
});

describe('fitText', () => {
  it('cuts what is too long', () => {
    expect(fitText('Redis', 100, 13)).toBe('Redis');
    expect(fitText('Pods of other namespaces', 100, 13)).toBe('Pods of othe…');
  });
});
