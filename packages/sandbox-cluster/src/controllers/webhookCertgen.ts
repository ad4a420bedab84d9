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
  createCertificateAuthority,
  issueCertificate,
} from '../certmanager/pki';
import { ContainerProgram, ContainerRun, ProgramResult } from '../kubelet';
import { ControllerContext } from './Controller';
import { MUTATING_WEBHOOK, SECRET, VALIDATING_WEBHOOK } from './kinds';

const MANAGER = 'kube-webhook-certgen';
const LIFETIME_MS = 100 * 365 * 24 * 3_600_000;

/**
 * kube-webhook-certgen, the program of ingress-nginx's admission Jobs: `create`
 * writes the Secret with the webhook's certificate, `patch` puts the CA and the
 * failure policy into the webhook configuration.
 */
export const webhookCertgen: ContainerProgram = {
  matches: ({ image }) => image.includes('/kube-webhook-certgen:'),
  run(run, context) {
    const args = argumentsOf(run);
    switch (args.get('')) {
      case 'create':
        return createSecret(args, context);
      case 'patch':
        return patchWebhooks(args, context);
      default:
        return { kind: 'exited', exitCode: 1, message: 'unknown command' };
    }
  },
};

/** Flags by name, and the command under the empty name. */
function argumentsOf({ pod, container }: ContainerRun): Map<string, string> {
  const namespace = pod.metadata.namespace ?? '';
  return new Map(
    (container.args ?? [])
      .map(arg => arg.replaceAll('$(POD_NAMESPACE)', namespace))
      .map(arg => {
        const [, name = '', value = arg] = /^--([^=]+)=(.*)$/.exec(arg) ?? [];
        return [name, value] as const;
      }),
  );
}

async function createSecret(
  args: Map<string, string>,
  { state, clock }: ControllerContext,
): Promise<ProgramResult> {
  const namespace = args.get('namespace') ?? '';
  const name = args.get('secret-name') ?? '';
  if (state.get(SECRET, namespace, name)) {
    return { kind: 'exited', exitCode: 0, message: 'secret already exists' };
  }
  const now = clock.now();
  const authority = await createCertificateAuthority('nil1', now);
  const issued = await issueCertificate(authority, {
    dnsNames: (args.get('host') ?? '').split(','),
    notBefore: new Date(now.getTime() - 3_600_000),
    notAfter: new Date(now.getTime() + LIFETIME_MS),
    key: { name: 'ECDSA', size: 256 },
  });
  state.createIfAbsent(
    SECRET,
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace },
      type: 'Opaque',
      data: {
        ca: base64(issued.ca),
        cert: base64(issued.chain),
        key: base64(issued.privateKey),
      },
    },
    MANAGER,
  );
  return { kind: 'exited', exitCode: 0 };
}

function patchWebhooks(
  args: Map<string, string>,
  { state }: ControllerContext,
): ProgramResult {
  const secretName = args.get('secret-name') ?? '';
  const secret = state.get(SECRET, args.get('namespace') ?? '', secretName);
  const caBundle = secret?.data?.ca;
  if (!caBundle) {
    return {
      kind: 'exited',
      exitCode: 1,
      message: `no secret with '${secretName}' name`,
    };
  }
  const webhookName = args.get('webhook-name') ?? '';
  const failurePolicy =
    args.get('patch-failure-policy') === 'Ignore' ? 'Ignore' : 'Fail';
  const kinds = [
    ...(args.get('patch-validating') === 'false' ? [] : [VALIDATING_WEBHOOK]),
    ...(args.get('patch-mutating') === 'false' ? [] : [MUTATING_WEBHOOK]),
  ];
  for (const kind of kinds) {
    const configuration = state.get(kind, undefined, webhookName);
    if (!configuration) {
      return {
        kind: 'exited',
        exitCode: 1,
        message: `failed getting webhook configuration ${webhookName}`,
      };
    }
    state.update(
      {
        ...configuration,
        webhooks: (configuration.webhooks ?? []).map(webhook => ({
          ...webhook,
          failurePolicy,
          clientConfig: { ...webhook.clientConfig, caBundle },
        })),
      },
      MANAGER,
    );
  }
  return { kind: 'exited', exitCode: 0 };
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
