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

import { InputError } from '@backstage/errors';
import { StackSpec } from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  RbacRole,
  renderRbac,
} from '@matrix-network/backstage-plugin-matrix-network-node';
import { ExitCode, exitCodes, Host } from '../Host';
import { readSpecFile } from '../input/specFile';

/** Options of `rbac`. */
export interface RbacCommandOptions {
  role: RbacRole;
  namespace?: readonly string[];
  file?: readonly string[];
  existingIngressNginx?: boolean;
  fullUninstall?: boolean;
  serviceAccount: string;
  serviceAccountNamespace: string;
}

const label = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

function assertLabel(option: string, value: string): void {
  if (!label.test(value)) {
    throw new InputError(
      `${option} '${value}': accepted are lower-case letters, digits and dashes, at most 63`,
    );
  }
}

/** One account is for all of them: what one brings, it has to be able to apply. */
function widestOf(
  specs: readonly StackSpec[],
): StackSpec['certificates']['management'] | undefined {
  return (['install', 'existing', 'external'] as const).find(management =>
    specs.some(({ certificates }) => certificates.management === management),
  );
}

/** `rbac --role ROLE`: the manifest of an account that may do what the role needs, and nothing else. */
export async function rbac(
  options: RbacCommandOptions,
  host: Host,
): Promise<ExitCode> {
  const specs = (options.file ?? []).map(readSpecFile);
  const ownNamespaces = specs.map(({ namespace }) => namespace);
  const namespaces = new Set(
    options.namespace ?? (specs.length > 0 ? ownNamespaces : ['matrix']),
  );
  const {
    role,
    existingIngressNginx,
    fullUninstall,
    serviceAccount,
    serviceAccountNamespace,
  } = options;
  if (fullUninstall && role !== 'applier') {
    throw new InputError(
      `--full-uninstall with --role ${role}: only an applier uninstalls`,
    );
  }
  if (existingIngressNginx && role !== 'applier') {
    throw new InputError(
      `--existing-ingress-nginx with --role ${role}: only an applier has rights on ingress-nginx`,
    );
  }
  namespaces.forEach(name => assertLabel('--namespace', name));
  assertLabel('--service-account', serviceAccount);
  assertLabel('--service-account-namespace', serviceAccountNamespace);
  host.out(
    renderRbac({
      role,
      namespaces: [...namespaces],
      serviceAccount: {
        name: serviceAccount,
        namespace: serviceAccountNamespace,
      },
      ingressController: existingIngressNginx ? 'existing' : 'install',
      certificates: widestOf(specs),
      fullUninstall,
    }),
  );
  return exitCodes.fine;
}
