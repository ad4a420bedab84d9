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

import { isWorkloadId, TeamRow } from '../spec/fields/teamRow';
import { StackSpec } from '../spec/StackSpec';
import { ContractPeer, ContractRow } from './ContractRow';
import { flow, listed, mustNotWork, mustWork } from './defineRow';

/** The rows that a team added in its spec. @public */
export function teamRows(spec: StackSpec): ContractRow[] {
  return spec.contract.map(row => {
    const define = row.expectation === 'mustWork' ? mustWork : mustNotWork;
    return define({
      id: row.id,
      why: row.why,
      flows: [
        flow(
          [peerOf(row.source)],
          [peerOf(row.destination)],
          listed({ port: row.port, protocol: row.protocol }),
        ),
      ],
      policies: [],
      origin: `the spec of ${spec.name}`,
    });
  });
}

function peerOf(peer: TeamRow['source']): ContractPeer {
  if (typeof peer !== 'string') {
    return { kind: 'pods', ...peer, title: titleOf(peer) };
  }
  return isWorkloadId(peer)
    ? { kind: 'workload', workload: peer }
    : { kind: 'addresses', cidr: cidrOf(peer) };
}

function cidrOf(text: string): string {
  if (text.includes('/')) {
    return text;
  }
  return `${text}/${text.includes(':') ? 128 : 32}`;
}

function titleOf({
  namespace,
  podLabels,
}: Exclude<TeamRow['source'], string>): string {
  const labels = Object.entries(podLabels).map(
    ([key, value]) => `${key}=${value}`,
  );
  const which = labels.length > 0 ? labels.join(',') : 'every pod';
  return namespace ? `${which} in ${namespace}` : which;
}
