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
  describeFlowChanges,
  ProgressEvent,
} from '@matrix-network/backstage-plugin-matrix-network-common';

const probeMarks = { agrees: '✔', differs: '✘', inconclusive: '?' };

const probeOutcomes = {
  connected: 'connected',
  blocked: 'blocked',
  refused: 'refused',
  nameNotResolved: 'name not resolved',
  couldNotRun: 'could not run',
};

/** One line of a task log for one event of an operation. */
export function describeProgress(event: ProgressEvent): string {
  switch (event.type) {
    case 'stageStarted':
      return `▶ ${event.title} (${event.objects} objects)`;
    case 'stageFinished':
      return `✔ ${event.stage}: ${event.created} created, ${event.changed} changed, ${event.unchanged} unchanged`;
    case 'object':
      return `  ${event.object} ${event.result}${
        event.message ? `: ${event.message}` : ''
      }`;
    case 'wait':
      return `  ${event.state === 'waiting' ? '…' : '·'} ${event.waitingFor}: ${
        event.state
      }${event.message ? ` (${event.message})` : ''}`;
    case 'message':
      return event.message;
    case 'removed':
      return `  ${event.object} ${event.result}${
        event.message ? `: ${event.message}` : ''
      }`;
    case 'flowChanges':
      return describeFlowChanges(event.changes);
    case 'probe':
      return `  ${probeMarks[event.agreement]} ${event.source} → ${
        event.destination
      } ${event.port}: ${probeOutcomes[event.outcome]}. ${event.message}`;
    default: {
      const unknown: never = event;
      return JSON.stringify(unknown);
    }
  }
}

/** The log level that a person would give the event. */
export function levelOf(event: ProgressEvent): 'info' | 'warn' | 'error' {
  switch (event.type) {
    case 'object':
      if (event.result === 'failed') return 'error';
      return event.result === 'conflict' ? 'warn' : 'info';
    case 'removed':
      return event.result === 'failed' ? 'error' : 'info';
    case 'wait':
      if (event.state === 'failed') return 'error';
      return event.state === 'skipped' ? 'warn' : 'info';
    case 'message':
      return event.level === 'warning' ? 'warn' : event.level;
    case 'flowChanges':
      return event.changes.rows.some(({ after }) => after === 'violated')
        ? 'warn'
        : 'info';
    case 'probe':
      if (event.agreement === 'differs') return 'error';
      return event.agreement === 'inconclusive' ? 'warn' : 'info';
    default:
      return 'info';
  }
}
