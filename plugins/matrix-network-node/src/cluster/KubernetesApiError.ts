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

import { CustomErrorBase } from '@backstage/errors';
import { z } from 'zod';

/** One cause in the details of a `Status`: a field, and what is wrong with it. @public */
export interface StatusCause {
  reason?: string;
  message?: string;
  field?: string;
}

/** @public */
export interface StatusDetails {
  name?: string;
  group?: string;
  kind?: string;
  causes?: StatusCause[];
  retryAfterSeconds?: number;
}

/**
 * The API server's refusal, with what its `Status` says.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/
 * @public
 */
export class KubernetesApiError extends CustomErrorBase {
  readonly statusCode: number;
  /** `NotFound`, `Forbidden`, `Conflict`, `Invalid`, …; empty when the server gave none. */
  readonly reason: string;
  readonly details: StatusDetails;

  constructor(options: {
    statusCode: number;
    reason?: string;
    message: string;
    details?: StatusDetails;
    cause?: Error;
  }) {
    super(options.message, options.cause);
    this.statusCode = options.statusCode;
    this.reason = options.reason ?? '';
    this.details = options.details ?? {};
  }
}

const statusSchema = z.object({
  kind: z.literal('Status'),
  message: z.string().default(''),
  reason: z.string().optional(),
  details: z
    .object({
      name: z.string().optional(),
      group: z.string().optional(),
      kind: z.string().optional(),
      causes: z
        .array(
          z.object({
            reason: z.string().optional(),
            message: z.string().optional(),
            field: z.string().optional(),
          }),
        )
        .optional(),
      retryAfterSeconds: z.number().optional(),
    })
    .optional(),
});

const MAX_MESSAGE_LENGTH = 2000;

/**
 * The error that a response with a status of 400 or more stands for. Proxies
 * answer with text or HTML instead of a `Status`; that text is kept, shortened.
 */
export function errorFromResponse(options: {
  statusCode: number;
  body: string;
  request: string;
  retryAfterSeconds?: number;
}): KubernetesApiError {
  const { statusCode, body, request, retryAfterSeconds } = options;
  const status = statusSchema.safeParse(parseJson(body));
  const text = status.success ? status.data.message : body.trim();
  return new KubernetesApiError({
    statusCode,
    reason: status.data?.reason,
    message:
      text.slice(0, MAX_MESSAGE_LENGTH) ||
      `the server answered ${request} with status ${statusCode}`,
    details: { retryAfterSeconds, ...status.data?.details },
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
