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

export interface Config {
  /** What of Backstage's Kubernetes plugin is secret, also where that is not installed. */
  kubernetes?: {
    /**
     * Key of the account for authProvider googleServiceAccount: JSON, as in a key file.
     * @visibility secret
     */
    googleServiceAccountCredentials?: string;
    clusterLocatorMethods?: Array<{
      clusters?: Array<{
        /** @visibility secret */
        serviceAccountToken?: string;
        authMetadata?: {
          /** @visibility secret */
          serviceAccountToken?: string;
          [key: string]: unknown;
        };
        [field: string]: unknown;
      }>;
      [field: string]: unknown;
    }>;
    [field: string]: unknown;
  };
  matrixNetwork?: {
    /**
     * Kubernetes clusters from a kubeconfig, beside those that
     * `kubernetes.clusterLocatorMethods` names. An empty object takes the usual
     * one: KUBECONFIG, ~/.kube/config, or the pod's own service account.
     */
    kubeconfig?: {
      /** File to read. */
      path?: string;
      /** Contexts to use, each as a cluster of that name. Default: the current one. */
      contexts?: string[];
    };
  };
}
