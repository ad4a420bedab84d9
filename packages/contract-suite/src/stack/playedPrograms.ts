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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { Api } from '../servers';
import { at, listAt } from '../topics/helpers';

const admission = '/apis/admissionregistration.k8s.io/v1';

/** `reason` and `message` as cert-manager writes them. */
const ready = (reason: string, message: string) => ({
  status: {
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        reason,
        message,
        lastTransitionTime: new Date().toISOString(),
      },
    ],
  },
});

/** Follows all objects of a path from now on, whatever becomes of the connection. */
async function follow(
  api: Api,
  path: string,
  signal: AbortSignal,
  react: (object: KubernetesObject) => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const { type, object } of api.watch(path, {}, signal)) {
        if (type === 'ADDED' || type === 'MODIFIED') {
          await react(object);
        }
      }
    } catch {
      // A kind that is not there yet, or a connection that ended.
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

/**
 * What the containers of a stack do and KWOK does not: the certificates of
 * webhooks (kube-webhook-certgen, cainjector), and cert-manager's own statuses.
 */
export function playPrograms(
  api: Api,
  options: { ca: string; signal: AbortSignal },
): Promise<unknown> {
  const { signal } = options;
  const caBundle = Buffer.from(options.ca).toString('base64');

  const inject = async (path: string, object: KubernetesObject) => {
    const missing = listAt(object, 'webhooks').flatMap((webhook, index) =>
      at(webhook, 'clientConfig', 'caBundle') === undefined ? [index] : [],
    );
    if (missing.length > 0) {
      await api.request('PATCH', `${path}/${object.metadata.name}`, {
        contentType: 'application/json-patch+json',
        query: { fieldManager: 'cainjector' },
        body: missing.map(index => ({
          op: 'add',
          path: `/webhooks/${index}/clientConfig/caBundle`,
          value: caBundle,
        })),
      });
    }
  };

  const certgen = async (job: KubernetesObject) => {
    if (job.metadata.name === 'ingress-nginx-admission-create') {
      await api.create('/api/v1/namespaces/ingress-nginx/secrets', {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'ingress-nginx-admission' },
        stringData: { ca: options.ca, cert: options.ca, key: 'unused' },
      });
    }
    if (job.metadata.name === 'ingress-nginx-admission-patch') {
      const path = `${admission}/validatingwebhookconfigurations`;
      const { body } = await api.get(`${path}/ingress-nginx-admission`);
      await inject(path, body as KubernetesObject);
    }
  };

  const injectCertManager =
    (path: string) => async (object: KubernetesObject) => {
      if (object.metadata.name === 'cert-manager-webhook') {
        await inject(path, object);
      }
    };

  const becomeReady =
    (reason: string, message: string) => async (object: KubernetesObject) => {
      if (at(object, 'status', 'conditions') !== undefined) {
        return;
      }
      const { namespace, name } = object.metadata;
      const plural = `${object.kind.toLowerCase()}s`;
      const within = namespace ? `/namespaces/${namespace}` : '';
      await api.request(
        'PATCH',
        `/apis/cert-manager.io/v1${within}/${plural}/${name}/status`,
        {
          contentType: 'application/merge-patch+json',
          query: { fieldManager: 'cert-manager-controller' },
          body: ready(reason, message),
        },
      );
    };

  const webhooks = [
    'validatingwebhookconfigurations',
    'mutatingwebhookconfigurations',
  ].map(resource => `${admission}/${resource}`);
  return Promise.all([
    follow(api, '/apis/batch/v1/jobs', signal, certgen),
    ...webhooks.map(path => follow(api, path, signal, injectCertManager(path))),
    follow(
      api,
      '/apis/cert-manager.io/v1/clusterissuers',
      signal,
      becomeReady('IsReady', ''),
    ),
    follow(
      api,
      '/apis/cert-manager.io/v1/certificates',
      signal,
      becomeReady('Ready', 'Certificate is up to date and has not expired'),
    ),
  ]);
}
