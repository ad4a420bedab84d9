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

import { Wait } from '@matrix-network/backstage-plugin-matrix-network-common';
import { ClusterClient } from '../../cluster';
import { describeObject } from '../describeObject';
import { certificateReady } from './certificateReady';
import { crdEstablished } from './crdEstablished';
import { daemonSetReady } from './daemonSetReady';
import { deploymentAvailable } from './deploymentAvailable';
import { dryRunAccepted } from './dryRunAccepted';
import { issuerReady } from './issuerReady';
import { LookOptions, WaitState } from './Waiter';
import { webhookReady } from './webhookReady';

/** Looks once how a wait stands. */
export async function checkWait(
  wait: Wait,
  client: ClusterClient,
  options: LookOptions,
): Promise<WaitState> {
  switch (wait.kind) {
    case 'crdEstablished':
      return crdEstablished(wait, client, options);
    case 'deploymentAvailable':
      return deploymentAvailable(wait, client, options);
    case 'daemonSetReady':
      return daemonSetReady(wait, client, options);
    case 'webhookReady':
      return webhookReady(wait, client, options);
    case 'dryRunAccepted':
      return dryRunAccepted(wait, client, options);
    case 'issuerReady':
      return issuerReady(wait, client, options);
    case 'certificateReady':
      return certificateReady(wait, client, options);
    default:
      throw new Error(`Unknown wait ${JSON.stringify(wait satisfies never)}`);
  }
}

/** What is waited for, as a person would say it. */
export function describeWait(wait: Wait): string {
  switch (wait.kind) {
    case 'crdEstablished':
      return `CustomResourceDefinition ${wait.name} to be established`;
    case 'deploymentAvailable':
      return `Deployment ${wait.namespace}/${wait.name} to be available`;
    case 'daemonSetReady':
      return `DaemonSet ${wait.namespace}/${wait.name} to be ready`;
    case 'webhookReady':
      return `${wait.configurationKind} ${wait.name} to have its CA`;
    case 'dryRunAccepted':
      return `the webhook of ${describeObject(wait.object)} to answer`;
    case 'issuerReady':
      return `ClusterIssuer ${wait.name} to be ready`;
    case 'certificateReady':
      return `Certificate ${wait.namespace}/${wait.name} to be ready`;
    default:
      throw new Error(`Unknown wait ${JSON.stringify(wait satisfies never)}`);
  }
}

/** Whether the stack may go on when this does not come about. */
export function isRequired(wait: Wait): boolean {
  return wait.kind !== 'certificateReady' || wait.required;
}
