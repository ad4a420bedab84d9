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

import { dnsLabelSchema } from './dnsLabel';

/** Namespaces that the stack must not close with default-deny-all: something else lives in them. */
const taken = new Set([
  'ingress-nginx',
  'cert-manager',
  'cnpg-system',
  'minio-operator',
  'openshift-dns',
]);

export const namespaceSchema = dnsLabelSchema.refine(
  name => !name.startsWith('kube-') && !taken.has(name),
  {
    error:
      "expected a namespace of the Matrix deployment's own: default-deny-all would cut off what lives in this one",
  },
);
