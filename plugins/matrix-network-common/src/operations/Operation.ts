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

import { FlowChanges } from '../contract/FlowChanges';
import { ProbeOutcome, ProbeReport, ProbeResult } from '../probes/types';
import { StageId } from '../stack/types';

/** @public */
export type OperationKind = 'apply' | 'uninstall' | 'probe';

/** @public */
export type OperationStatus = 'queued' | 'running' | 'succeeded' | 'failed';

/** What a progress line is about. @public */
export type ProgressEvent =
  | { type: 'stageStarted'; stage: StageId; title: string; objects: number }
  | {
      type: 'stageFinished';
      stage: StageId;
      created: number;
      changed: number;
      unchanged: number;
    }
  | {
      type: 'object';
      stage: StageId;
      object: string;
      result: 'created' | 'changed' | 'unchanged' | 'conflict' | 'failed';
      message?: string;
    }
  | {
      type: 'wait';
      stage: StageId;
      waitingFor: string;
      state: 'waiting' | 'done' | 'skipped' | 'failed';
      message?: string;
    }
  /** What became of an object that is no longer part of the stack. */
  | {
      type: 'removed';
      object: string;
      /** `gone`: it was not there any more. */
      result: 'deleted' | 'gone' | 'kept' | 'failed';
      message?: string;
    }
  /** What the policies about to be applied open and close. */
  | { type: 'flowChanges'; changes: FlowChanges }
  /** A probe of one flow has ended. */
  | {
      type: 'probe';
      source: string;
      destination: string;
      port: string;
      outcome: ProbeOutcome;
      agreement: ProbeResult['agreement'];
      message: string;
    }
  | { type: 'message'; level: 'info' | 'warning' | 'error'; message: string };

/** One line of an operation's log. @public */
export interface ProgressLine {
  /** Counts from 1 within the operation. */
  sequence: number;
  /** ISO 8601. */
  at: string;
  event: ProgressEvent;
}

/** A field that another manager owns and the stack would change. @public */
export interface ApplyConflict {
  object: string;
  field: string;
  manager: string;
}

/** @public */
export interface OperationResult {
  created: number;
  changed: number;
  unchanged: number;
  conflicts: ApplyConflict[];
  /** Objects deleted, by an apply that prunes or an uninstall. */
  removed?: number;
  /** What an apply that prunes, or an uninstall, has left, and why. */
  kept?: { object: string; reason: string }[];
}

/** One apply, uninstall or probe, as it stands in the database. @public */
export interface Operation {
  id: string;
  matrixCluster: string;
  kind: OperationKind;
  status: OperationStatus;
  /** Entity reference of who asked for it. */
  requestedBy: string;
  createdAt: string;
  startedAt?: string;
  finishedAt?: string;
  /** For `failed`: the cause in one sentence. */
  error?: string;
  /** Of an apply or an uninstall. */
  result?: OperationResult;
  /** Of a probe. */
  probes?: ProbeReport;
}
