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

const isReady = '.status.conditions.[] | select( .type == "Ready" ) | .status';

const stage = (
  name: string,
  kind: 'Node' | 'Pod',
  matchExpressions: { key: string; operator: string; values?: string[] }[],
  next: object,
) => ({
  apiVersion: 'kwok.x-k8s.io/v1alpha1',
  kind: 'Stage',
  metadata: { name },
  spec: {
    resourceRef: { apiGroup: 'v1', kind },
    selector: { matchExpressions },
    next,
  },
});

const condition = (type: string) =>
  `{ type: ${type}, status: "True", lastTransitionTime: {{ Now | Quote }} }`;

const containers = (ready: boolean, state: string) => `
containerStatuses:
{{ range .spec.containers }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  imageID: ""
  restartCount: 0
  ready: ${ready}
  state: ${state}
{{ end }}`;

const podStatus = `
phase: Running
startTime: {{ Now | Quote }}
conditions:
- ${condition('Initialized')}
- ${condition('Ready')}
- ${condition('ContainersReady')}
{{ $ips := PodIPsWith .spec.nodeName ( or .spec.hostNetwork false ) ( or .metadata.uid "" ) ( or .metadata.name "" ) ( or .metadata.namespace "" ) }}
{{ with $ips }}
podIP: {{ index . 0 | Quote }}
podIPs: [ { ip: {{ index . 0 | Quote }} } ]
{{ end }}
${containers(true, '{ running: { startedAt: {{ Now | Quote }} } }')}
`;

/**
 * What KWOK does to nodes and pods here: nodes become ready, pods run, pods of
 * Jobs complete, deleted pods go. One document each, as KWOK's config file.
 *
 * @see https://kwok.sigs.k8s.io/docs/user/stages-configuration/
 */
export const kwokStages: string = [
  stage(
    'node-ready',
    'Node',
    [{ key: isReady, operator: 'NotIn', values: ['True'] }],
    { statusTemplate: `conditions:\n- ${condition('Ready')}\n` },
  ),
  stage(
    'pod-running',
    'Pod',
    [
      { key: '.metadata.deletionTimestamp', operator: 'DoesNotExist' },
      { key: '.status.phase', operator: 'In', values: ['Pending'] },
    ],
    { statusTemplate: podStatus },
  ),
  stage(
    'pod-complete',
    'Pod',
    [
      { key: '.metadata.deletionTimestamp', operator: 'DoesNotExist' },
      { key: '.status.phase', operator: 'In', values: ['Running'] },
      {
        key: '.metadata.ownerReferences.[].kind',
        operator: 'In',
        values: ['Job'],
      },
    ],
    {
      statusTemplate: `phase: Succeeded\n${containers(
        false,
        '{ terminated: { exitCode: 0, reason: Completed, finishedAt: {{ Now | Quote }} } }',
      )}`,
    },
  ),
  stage(
    'pod-delete',
    'Pod',
    [{ key: '.metadata.deletionTimestamp', operator: 'Exists' }],
    { finalizers: { empty: true }, delete: true },
  ),
]
  .map(document => JSON.stringify(document))
  .join('\n---\n');
