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

import { conflicts } from './conflicts';
import { customResources } from './customResources';
import { deletion } from './deletion';
import { discovery } from './discovery';
import { dryRuns } from './dryRuns';
import { jobsTopic } from './jobs';
import { lists } from './lists';
import { namespaces } from './namespaces';
import { nodePorts } from './nodePorts';
import { refusals } from './refusals';
import { serverSideApply } from './serverSideApply';
import { tables } from './tables';
import { Topic } from './Topic';
import { validation } from './validation';
import { watches } from './watches';
import { webhooks } from './webhooks';
import { workloads } from './workloads';
import { writtenByOthers } from './writtenByOthers';

/** Every topic, a file each. */
export const topics: Readonly<Record<string, Topic>> = {
  discovery,
  lists,
  watches,
  'server-side apply': serverSideApply,
  validation,
  workloads,
  namespaces,
  'custom resources': customResources,
  Jobs: jobsTopic,
  'what others write': writtenByOthers,
  NodePorts: nodePorts,
  refusals,
  deletion,
  tables,
  webhooks,
  "conflicts over a stack's objects": conflicts,
  "dry runs of a stack's objects": dryRuns,
};
