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

/** Somebody to draw beside a service. */
export interface PictureItem {
  id: string;
  title: string;
  /** Below the title; left out for what is cut, where it would only be in the way. */
  detail?: string;
}

export interface Point {
  x: number;
  y: number;
}

export interface Box extends Point {
  width: number;
  height: number;
}

/** An item with its place, and the line between it and the service. */
export interface PlacedItem<T extends PictureItem> {
  item: T;
  box: Box;
  /** In the direction of the flow. */
  from: Point;
  to: Point;
  /** Half way, where a mark can stand. */
  middle: Point;
}

export interface PictureLayout<T extends PictureItem> {
  width: number;
  height: number;
  centre: Box;
  left: readonly PlacedItem<T>[];
  right: readonly PlacedItem<T>[];
}

/** Narrower than this, the picture scrolls. */
export const minimumPictureWidth = 480;

const margin = 4;
const gapBetween = 8;
const heights = { withDetail: 42, titleOnly: 28 };
const centreHeight = 88;
/** Room between two lines where they meet the service. */
const anchorStep = 14;

function widths(width: number): { box: number; centre: number; gap: number } {
  const centre = Math.min(190, Math.max(96, width * 0.16));
  const gap = Math.min(190, Math.max(48, width * 0.11));
  const box = (width - 2 * margin - centre - 2 * gap) / 2;
  return box > 270
    ? { box: 270, centre, gap: (width - 2 * margin - centre - 540) / 2 }
    : { box, centre, gap };
}

function heightOf({ detail }: PictureItem): number {
  return detail === undefined ? heights.titleOnly : heights.withDetail;
}

/** Height of a column of items with the gaps between them. */
function columnHeight(items: readonly PictureItem[]): number {
  return items.reduce(
    (sum, item, index) => sum + heightOf(item) + (index > 0 ? gapBetween : 0),
    0,
  );
}

/** The boxes of a column, one below the other, about the middle of the picture. */
function stack(
  items: readonly PictureItem[],
  x: number,
  width: number,
  pictureHeight: number,
): Box[] {
  let y = (pictureHeight - columnHeight(items)) / 2;
  return items.map(item => {
    const box = { x, y, width, height: heightOf(item) };
    y += box.height + gapBetween;
    return box;
  });
}

/** Where the lines of one side meet the service, evenly and in the order of the items. */
function anchors(count: number, centre: Box): number[] {
  const step = Math.min(anchorStep * 2, centre.height / (count + 1));
  const first = centre.y + centre.height / 2 - (step * (count - 1)) / 2;
  return Array.from({ length: count }, (_, index) => first + step * index);
}

function middleOf(from: Point, to: Point): Point {
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}

/**
 * Places a service in the middle, who reaches it on the left, and whom it
 * reaches on the right. Nothing overlaps, whatever the number of either.
 */
export function layoutPicture<T extends PictureItem>(
  left: readonly T[],
  right: readonly T[],
  availableWidth: number,
): PictureLayout<T> {
  const width = Math.max(availableWidth, minimumPictureWidth);
  const { box, centre: centreWidth, gap } = widths(width);
  const most = Math.max(left.length, right.length);
  const centreTall = Math.max(centreHeight, anchorStep * (most + 1));
  const height =
    Math.max(columnHeight(left), columnHeight(right), centreTall) + 2 * margin;
  const centre = {
    x: margin + box + gap,
    y: (height - centreTall) / 2,
    width: centreWidth,
    height: centreTall,
  };
  const rightX = centre.x + centreWidth + gap;
  const leftAnchors = anchors(left.length, centre);
  const rightAnchors = anchors(right.length, centre);
  return {
    width,
    height,
    centre,
    left: stack(left, margin, box, height).map((place, index) => {
      const from = { x: margin + box, y: place.y + place.height / 2 };
      const to = { x: centre.x, y: leftAnchors[index] };
      return {
        item: left[index],
        box: place,
        from,
        to,
        middle: middleOf(from, to),
      };
    }),
    right: stack(right, rightX, box, height).map((place, index) => {
      const from = { x: centre.x + centreWidth, y: rightAnchors[index] };
      const to = { x: rightX, y: place.y + place.height / 2 };
      return {
        item: right[index],
        box: place,
        from,
        to,
        middle: middleOf(from, to),
      };
    }),
  };
}

/** A text in lines that fit into a width, broken between words. */
export function wrapText(
  text: string,
  width: number,
  fontSize: number,
): string[] {
  const lines = text.split(' ').reduce<string[]>((all, word) => {
    const last = all[all.length - 1];
    const longer = last === undefined ? word : `${last} ${word}`;
    return last !== undefined && fitText(longer, width, fontSize) === longer
      ? [...all.slice(0, -1), longer]
      : [...all, word];
  }, []);
  return lines.map(line => fitText(line, width, fontSize));
}

/** A text that fits into a width, as far as that can be told without drawing it. */
export function fitText(text: string, width: number, fontSize: number): string {
  const most = Math.floor(width / (fontSize * 0.56));
  return text.length <= most
    ? text
    : `${text.slice(0, Math.max(most - 1, 1)).trimEnd()}…`;
}
