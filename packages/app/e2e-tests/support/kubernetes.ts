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

import { APIRequestContext, expect } from '@playwright/test';

// The API server of the cluster that the template puts a stack on.
const server = 'http://127.0.0.1:7443';
const headers = { Authorization: 'Bearer sandbox' };

const policies = (namespace: string) =>
  `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`;

/** Where objects of the demo live. */
export const paths = {
  policy: (name: string) => `${policies('matrix')}/${name}`,
  ingressController:
    '/apis/apps/v1/namespaces/ingress-nginx/deployments/ingress-nginx-controller',
  namespace: (name: string) => `/api/v1/namespaces/${name}`,
  crd: (name: string) =>
    `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${name}`,
} as const;

/** Changes an object as somebody with `kubectl edit` would. */
export async function edit(
  request: APIRequestContext,
  path: string,
  data: object,
) {
  const response = await request.patch(
    `${server}${path}?fieldManager=kubectl-edit`,
    {
      headers: { ...headers, 'Content-Type': 'application/merge-patch+json' },
      data: JSON.stringify(data),
    },
  );
  expect(response.ok(), await response.text()).toBe(true);
}

/** Deletes an object behind the portal's back. */
export async function remove(request: APIRequestContext, path: string) {
  const response = await request.delete(`${server}${path}`, { headers });
  expect(response.ok(), await response.text()).toBe(true);
}

/** An object as it is now; `undefined` when it is not there. */
export async function read(request: APIRequestContext, path: string) {
  const response = await request.get(`${server}${path}`, { headers });
  if (response.status() === 404) {
    return undefined;
  }
  expect(response.ok(), await response.text()).toBe(true);
  return response.json();
}
