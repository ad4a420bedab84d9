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

import { stackSpecSchema } from '@matrix-network/backstage-plugin-matrix-network-common';
import { askedCertificates } from './askedCertificates';

/** Answers of the steps so far, which the scaffolder hands every field in `formContext`. */
export function formValues(
  formContext: { formData?: Record<string, unknown> } | undefined,
): Record<string, unknown> {
  return formContext?.formData ?? {};
}

/**
 * The part of a form's answers that is a spec: the fields that are named as
 * those of `StackSpec`. Left-out answers (empty text) are left to the defaults, and so are those
 * whose question is no longer asked.
 */
export function specOf(
  answers: Record<string, unknown>,
): Record<string, unknown> {
  const fields = Object.keys(stackSpecSchema.shape);
  return Object.fromEntries(
    Object.entries(answers)
      .filter(
        ([field, value]) =>
          fields.includes(field) && value !== undefined && value !== '',
      )
      .map(([field, value]) => [
        field,
        field === 'certificates' && isRecord(value)
          ? askedCertificates(value)
          : value,
      ]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
