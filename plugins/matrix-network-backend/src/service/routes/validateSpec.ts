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
  matrixNetworkReadPermission,
  SpecValidation,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { z } from 'zod';
import { parseInput } from '../parseInput';
import { Route } from '../Route';
import { validateSpec as validate } from '../validateSpec';

const bodySchema = z.strictObject({ spec: z.unknown() });

/** Says what is wrong with a spec; a bad one is no error. */
export const validateSpec: Route = {
  method: 'post',
  path: '/specs/validate',
  permission: matrixNetworkReadPermission,
  async handle(services, request) {
    const { spec } = parseInput(bodySchema, 'body', request.body);
    const { issues, warnings } = await validate(services, spec);
    const body: SpecValidation = {
      valid: issues.length === 0,
      issues,
      warnings,
    };
    return { status: 200, body };
  },
};
