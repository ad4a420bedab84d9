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
  CellKind,
  isOpen,
  kindOfPort,
  portsText,
  ReachedEnd,
  ReachGroups,
} from '../../model';
import { PictureItem } from './layoutPicture';

/** A neighbour of a service, or all those of whom only the number is said. */
export interface NeighbourItem extends PictureItem {
  kind: CellKind;
  /** Absent for those that are only counted. */
  reached?: ReachedEnd;
}

/** Ports shown in a box before the rest is counted. */
const maxPorts = 2;

function portsOf({ cell, kind }: ReachedEnd): string {
  const telling =
    kind === 'violationBlocked'
      ? cell.ports.filter(port => kindOfPort(port) === kind)
      : cell.ports.filter(isOpen);
  return portsText(telling, maxPorts);
}

function itemOf(reached: ReachedEnd): NeighbourItem {
  const { end, kind } = reached;
  return {
    id: end.id,
    title: end.title,
    kind,
    reached,
    ...(kind !== 'blocked' && { detail: portsOf(reached) }),
  };
}

function counted(
  id: string,
  kind: CellKind,
  reached: readonly ReachedEnd[],
  title: string,
): NeighbourItem[] {
  return reached.length > 0 ? [{ id, kind, title }] : [];
}

/** What is drawn of one direction: who matters by name, the rest by its number. */
export function pictureItems(groups: ReachGroups): NeighbourItem[] {
  const { violations, allowed, blocked, blockedUnstated, notJudgeable } =
    groups;
  const others = blockedUnstated.length;
  const unknown = notJudgeable.length;
  return [
    ...violations.map(itemOf),
    ...allowed.map(itemOf),
    ...blocked.map(itemOf),
    ...counted(
      'others',
      'blockedUnstated',
      blockedUnstated,
      blocked.length > 0
        ? `and ${others} more ${others === 1 ? 'is' : 'are'} cut`
        : `${others} ${others === 1 ? 'is' : 'are'} cut`,
    ),
    ...counted(
      'unknown',
      'notJudgeable',
      notJudgeable,
      `${unknown} cannot be judged`,
    ),
  ];
}
