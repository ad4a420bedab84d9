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

import { setTimeout as delay } from 'node:timers/promises';
import {
  FaultOutcome,
  RequestAttributes,
  RequestFaults,
} from '../apiserver/RequestFaults';
import { ApiError, Status } from '../store/ApiError';
import { Faults, noFaults } from './faultsSchema';

const USER = 'system:serviceaccount:default:sandbox';

/** Faults that can be switched while the cluster runs. */
export class SwitchableFaults implements RequestFaults {
  #faults: Faults;

  /** @param random - gives numbers from 0 up to 1, for the shares */
  constructor(
    faults: Faults = noFaults,
    private readonly random: () => number = Math.random,
  ) {
    this.#faults = faults;
  }

  get current(): Faults {
    return this.#faults;
  }

  /** From the next request on. */
  switchTo(faults: Faults): void {
    this.#faults = faults;
  }

  async before(request: RequestAttributes): Promise<FaultOutcome> {
    const { slowMs, errors, reset } = this.#faults;
    if (slowMs > 0) {
      await delay(slowMs);
    }
    if (this.random() < reset) {
      return { outcome: 'reset' };
    }
    if (errors && this.random() < errors.share) {
      return { outcome: 'respond', status: serverError(errors.status) };
    }
    const why = this.forbids(request);
    return why === undefined
      ? { outcome: 'proceed' }
      : { outcome: 'respond', status: forbiddenStatus(request, why) };
  }

  forbids(request: RequestAttributes): string | undefined {
    const is = (wanted: string, value: string) =>
      wanted === '*' || wanted === value;
    const rule =
      request.resource !== '' &&
      this.#faults.forbid.find(
        ({ group, resource, verbs, namespace }) =>
          is(group, request.group) &&
          is(resource, request.resource) &&
          verbs.some(verb => is(verb, request.verb)) &&
          (namespace === undefined || namespace === request.namespace),
      );
    return rule ? reasonOf(request) : undefined;
  }
}

function reasonOf(request: RequestAttributes): string {
  const { verb, group, namespace, resource, subresource } = request;
  const target = subresource ? `${resource}/${subresource}` : resource;
  const scope = namespace
    ? `in the namespace "${namespace}"`
    : 'at the cluster scope';
  return `User "${USER}" cannot ${verb} resource "${target}" in API group "${group}" ${scope}`;
}

function forbiddenStatus(request: RequestAttributes, why: string): Status {
  const { group, resource, name } = request;
  const qualified = group ? `${resource}.${group}` : resource;
  const subject = name ? `${qualified} "${name}"` : qualified;
  return new ApiError(403, 'Forbidden', `${subject} is forbidden: ${why}`, {
    ...(name ? { name } : {}),
    ...(group ? { group } : {}),
    kind: resource,
  }).status;
}

const serverErrors: Readonly<
  Record<NonNullable<Faults['errors']>['status'], [string, string]>
> = {
  429: ['TooManyRequests', 'too many requests, please try again later'],
  500: [
    'InternalError',
    'Internal error occurred: etcdserver: request timed out',
  ],
  502: ['InternalError', 'bad gateway'],
  503: [
    'ServiceUnavailable',
    'the server is currently unable to handle the request',
  ],
  504: [
    'Timeout',
    'the server was unable to return a response in the time allotted',
  ],
};

function serverError(code: NonNullable<Faults['errors']>['status']): Status {
  const [reason, message] = serverErrors[code];
  return new ApiError(
    code,
    reason,
    message,
    code === 429 ? { retryAfterSeconds: 1 } : undefined,
  ).status;
}
