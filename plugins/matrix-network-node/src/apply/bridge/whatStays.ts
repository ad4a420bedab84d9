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
import { ProgressEvent } from '@matrix-network/backstage-plugin-matrix-network-common';
import { PolicyBridge } from './PolicyBridge';

type Report = (event: ProgressEvent) => void;

/** Says which bridges an operation leaves behind. */
export function reportWhatStays(
  bridges: readonly PolicyBridge[],
  report: Report,
): void {
  sentencesOf(bridges).forEach(message =>
    report({ type: 'message', level: 'warning', message }),
  );
}

/**
 * The error that an operation ended with, and what has to be known beside it. One
 * that was called off keeps its reason as it is: then only the progress says it.
 */
export function withWhatStays(
  error: unknown,
  bridges: readonly PolicyBridge[],
  { report, signal }: { report: Report; signal?: AbortSignal },
): unknown {
  const sentences = sentencesOf(bridges);
  if (sentences.length === 0) {
    return error;
  }
  reportWhatStays(bridges, report);
  if (signal?.aborted) {
    return error;
  }
  const message = error instanceof Error ? error.message : String(error);
  return new Error([message, ...sentences].join('. '), { cause: error });
}

function sentencesOf(bridges: readonly PolicyBridge[]): string[] {
  return bridges.flatMap(bridge => bridge.whyItStays() ?? []);
}
