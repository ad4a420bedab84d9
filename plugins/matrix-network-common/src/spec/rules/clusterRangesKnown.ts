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

import ipaddr from 'ipaddr.js';
import { ClusterFacts } from '../../stack/types';
import { StackSpec } from '../StackSpec';
import { SpecRule } from './types';

type RangeField = 'podCidrs' | 'serviceCidrs' | 'nodeCidrs';

const fields: readonly { field: RangeField; title: string }[] = [
  { field: 'podCidrs', title: 'pods' },
  { field: 'serviceCidrs', title: 'Services' },
  { field: 'nodeCidrs', title: 'nodes' },
];

function isUnknown(
  field: RangeField,
  spec: StackSpec,
  facts: Partial<ClusterFacts>,
): boolean {
  return spec.network[field].length === 0 && facts[field]?.length === 0;
}

/** Bits of the widest range that a cluster may own: `10.0.0.0/8`, `fd00::/8`. A shorter prefix may hold addresses of others. */
const WIDEST_PREFIX = 8;

function isTooWide(cidr: string): boolean {
  return ipaddr.parseCIDR(cidr)[1] < WIDEST_PREFIX;
}

/** What "the internet" leaves out: private ranges always, the cluster's own where they are known. */
export const clusterRangesKnown: SpecRule = (spec, facts) =>
  fields.flatMap(({ field, title }): ReturnType<SpecRule>[number][] => {
    if (isUnknown(field, spec, facts)) {
      return [
        {
          severity: 'warning',
          code: 'cluster-range-unknown',
          field: `network.${field}`,
          message: `the addresses of the cluster's ${title} are not known; where they are not private ones, federation rules reach them too: name them`,
        },
      ];
    }
    const index = spec.network[field].findIndex(isTooWide);
    return index < 0
      ? []
      : [
          {
            severity: 'error',
            code: 'cluster-range-too-wide',
            field: `network.${field}[${index}]`,
            message: `'${spec.network[field][index]}' is not accepted: it is wider than a cluster's addresses are, and may hold others; expected the range that the cluster's ${title} really have, /${WIDEST_PREFIX} or longer`,
          },
        ];
  });
