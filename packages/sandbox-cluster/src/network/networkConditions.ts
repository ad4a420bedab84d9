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

import { z } from 'zod';
import { parseBlock } from './addresses';

const block = z
  .string()
  .refine(
    text => parseBlock(text) !== undefined,
    'must be an address such as 10.244.1.7 or a block such as 10.244.1.0/24',
  );
const port = z.number().int().min(1).max(65_535);
const protocol = z.enum(['TCP', 'UDP', 'SCTP']);

/** Packets that never arrive, whatever the NetworkPolicies say; what is left out fits any. */
export const dropRuleSchema = z.strictObject({
  to: block,
  from: block.optional(),
  port: port.optional(),
  protocol: protocol.optional(),
});

/** Addresses outside of the cluster that answer; what is left out fits any. */
export const reachableSchema = z.strictObject({
  to: block,
  except: z.array(block).max(100).default([]),
  port: port.optional(),
  protocol: protocol.optional(),
});

export type DropRule = z.output<typeof dropRuleSchema>;
export type ReachableRule = z.output<typeof reachableSchema>;

const privateBlocks = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/3',
];

/**
 * The outside as a demo cluster has it: web and federation servers everywhere
 * on the internet, and the metadata service of the cloud that it seems to run in.
 */
export const publicInternet: readonly ReachableRule[] = [
  ...[80, 443, 8448].map(
    (number): ReachableRule => ({
      to: '0.0.0.0/0',
      except: privateBlocks,
      port: number,
      protocol: 'TCP',
    }),
  ),
  { to: '169.254.169.254/32', except: [], port: 80, protocol: 'TCP' },
];

/** What of the network is not in the cluster's objects. */
export interface NetworkConditions {
  /** Set where the plugin looks right and enforces nothing. */
  networkPolicies: 'ignored' | null;
  dropped: readonly DropRule[];
  reachable: readonly ReachableRule[];
}

/** A network that does what the cluster's objects say, with nothing outside of it. */
export const plainNetwork: NetworkConditions = {
  networkPolicies: null,
  dropped: [],
  reachable: [],
};
