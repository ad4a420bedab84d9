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

import { ClusterFacts } from '@matrix-network/backstage-plugin-matrix-network-common';
import { API_SERVER_ADDRESS } from './nodes';

/** Range of Service addresses, as kubeadm sets it. */
export const SERVICE_CIDR = '10.96.0.0/12';
/** Address of Service `kubernetes`. */
export const API_SERVICE_ADDRESS = '10.96.0.1';
/** The tenth of the range, as kubeadm gives it to the cluster's DNS. */
export const DNS_SERVICE_ADDRESS = '10.96.0.10';

/** What asking a demo cluster for its facts gives. */
export const demoFacts: ClusterFacts = {
  kubernetesVersion: '1.34',
  apiServers: [
    { address: API_SERVICE_ADDRESS, port: 443 },
    { address: API_SERVER_ADDRESS, port: 6443 },
  ],
  podCidrs: ['10.244.1.0/24', '10.244.2.0/24', '10.244.3.0/24'],
  serviceCidrs: [SERVICE_CIDR],
  nodeCidrs: ['172.30.0.11/32', '172.30.0.12/32', '172.30.0.13/32'],
  prometheusOperator: true,
};
