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

import { WorkloadId } from '../workloads/types';

/** Flows between two ends that open or close, in words. Plain data, for an API and for pages. @public */
export interface FlowChange {
  /** A workload's title, `pods of namespace monitoring`, `the internet`. */
  source: string;
  destination: string;
  /** `TCP 8000`, `any port`. */
  ports: string;
  /** Workloads at either end. */
  workloads: readonly WorkloadId[];
  /** Rows of the contract that want it otherwise: that it must not work where it opens, that it must where it closes. */
  against?: readonly string[];
}

/** A row of the connectivity contract whose outcome changes. @public */
export interface ContractRowChange {
  row: string;
  source: string;
  destination: string;
  ports: string;
  expectation: 'mustWork' | 'mustNotWork';
  before: 'holds' | 'violated' | 'notJudgeable';
  after: 'holds' | 'violated' | 'notJudgeable';
  /** Why it comes out so afterwards. */
  explanation: string;
}

/** What another set of policies would change. @public */
export interface FlowChanges {
  opened: readonly FlowChange[];
  closed: readonly FlowChange[];
  rows: readonly ContractRowChange[];
  /** There are more flows than were looked through. */
  truncated: boolean;
  /** Why nothing can be said, where it can't; the lists are then empty. */
  notJudgeable?: string;
}
