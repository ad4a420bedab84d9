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
  ProgressEvent,
  StageId,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  agreementWords,
  flowChangesState,
  probeOutcomeWords,
  stageTitles,
  Tone,
} from '../../model';

/** A progress line as a person reads it. */
export interface ProgressText {
  tone: Tone;
  text: string;
  /** Set on lines that open a stage. */
  heading?: boolean;
}

const objectTones = {
  created: 'good',
  changed: 'good',
  unchanged: 'neutral',
  conflict: 'bad',
  failed: 'bad',
} as const;

const removalTones = {
  deleted: 'good',
  gone: 'neutral',
  kept: 'neutral',
  failed: 'bad',
} as const;

const waitTones = {
  waiting: 'busy',
  done: 'good',
  skipped: 'neutral',
  failed: 'bad',
} as const;

const levelTones = {
  info: 'neutral',
  warning: 'warning',
  error: 'bad',
} as const;

/** Puts a progress event into words. */
export function progressText(event: ProgressEvent): ProgressText {
  switch (event.type) {
    case 'stageStarted':
      return {
        tone: 'busy',
        heading: true,
        text: `${event.title}: ${event.objects} ${
          event.objects === 1 ? 'object' : 'objects'
        }`,
      };
    case 'stageFinished':
      return {
        tone: 'good',
        text: `${stageTitle(event.stage)} done: ${event.created} created, ${
          event.changed
        } changed, ${event.unchanged} unchanged`,
      };
    case 'object':
      return {
        tone: objectTones[event.result],
        text: withMessage(`${event.object}: ${event.result}`, event.message),
      };
    case 'wait':
      return {
        tone: waitTones[event.state],
        text: withMessage(waitText(event), event.message),
      };
    case 'removed':
      return {
        tone: removalTones[event.result],
        text: withMessage(`${event.object}: ${event.result}`, event.message),
      };
    case 'flowChanges': {
      const { tone, word } = flowChangesState(event.changes);
      return {
        tone,
        text: withMessage(
          `What the policies change: ${word}`,
          event.changes.notJudgeable,
        ),
      };
    }
    case 'probe':
      return {
        tone: agreementWords[event.agreement].tone,
        text: withMessage(
          `${event.source} to ${event.destination}, ${
            event.port
          }: ${probeOutcomeWords[event.outcome].toLocaleLowerCase('en')}`,
          event.message,
        ),
      };
    default:
      return { tone: levelTones[event.level], text: event.message };
  }
}

function waitText(event: Extract<ProgressEvent, { type: 'wait' }>): string {
  const endings = {
    waiting: `waiting for ${event.waitingFor}`,
    done: `${event.waitingFor}: there`,
    skipped: `${event.waitingFor}: not waited for`,
    failed: `${event.waitingFor}: did not come`,
  };
  return endings[event.state];
}

function stageTitle(stage: StageId): string {
  return stageTitles[stage] ?? stage;
}

function withMessage(text: string, message?: string): string {
  return message ? `${text} (${message})` : text;
}
