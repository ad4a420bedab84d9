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

import { Request } from 'express';
import { badRequest, invalid } from '../store/ApiError';
import { FieldValidation } from './body';

export function queryText(request: Request, name: string): string {
  const value = request.query[name];
  return typeof value === 'string' ? value : '';
}

export function queryFlag(request: Request, name: string): boolean {
  const value = queryText(request, name);
  return value === 'true' || value === '1';
}

export function queryNumber(
  request: Request,
  name: string,
): number | undefined {
  const value = queryText(request, name);
  if (value === '') {
    return undefined;
  }
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0) {
    throw badRequest(
      `strconv.ParseInt: parsing ${JSON.stringify(value)}: invalid syntax`,
    );
  }
  return number;
}

/** Whether the write is only tried out. */
export function isDryRun(request: Request, kind: string): boolean {
  const value = queryText(request, 'dryRun');
  return dryRunOf(value ? [value] : [], kind);
}

export function dryRunOf(values: readonly unknown[], kind: string): boolean {
  const [wrong] = values.filter(value => value !== 'All');
  if (wrong !== undefined) {
    throw invalid({ group: 'meta.k8s.io', kind }, '', [
      {
        reason: 'FieldValueNotSupported',
        field: 'dryRun',
        message: `Unsupported value: ${JSON.stringify(
          values,
        )}: supported values: "All"`,
      },
    ]);
  }
  return values.length > 0;
}

export function fieldValidationOf(request: Request): FieldValidation {
  const value = queryText(request, 'fieldValidation') || 'Warn';
  if (value === 'Strict' || value === 'Warn' || value === 'Ignore') {
    return value;
  }
  throw invalid({ group: 'meta.k8s.io', kind: 'CreateOptions' }, '', [
    {
      reason: 'FieldValueNotSupported',
      field: 'fieldValidation',
      message: `Unsupported value: ${JSON.stringify(
        value,
      )}: supported values: "", "Ignore", "Strict", "Warn"`,
    },
  ]);
}

const maxManagerLength = 128;

/** Who writes: the fieldManager of the request, or what its user agent is called. */
export function managerOf(request: Request): string {
  const given = queryText(request, 'fieldManager');
  if (given.length > maxManagerLength) {
    throw invalid({ group: 'meta.k8s.io', kind: 'PatchOptions' }, '', [
      {
        reason: 'FieldValueTooLong',
        field: 'fieldManager',
        message: `Too long: may not be more than ${maxManagerLength} bytes`,
      },
    ]);
  }
  const agent = (request.headers['user-agent'] ?? '').split('/')[0];
  return given || agent.slice(0, maxManagerLength) || 'unknown';
}
