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

import { COMPONENT_LABEL, NAME_LABEL } from './labels';
import { Workload } from './types';

/** What lives in other namespaces and talks to the deployment, or is talked to. */
export const neighbourWorkloads: readonly Workload[] = [
  {
    id: 'ingress-nginx',
    title: 'Ingress controller',
    description: 'Takes requests from outside and hands them to the services.',
    namespace: 'ingress-nginx',
    podLabels: {
      [NAME_LABEL]: 'ingress-nginx',
      'app.kubernetes.io/instance': 'ingress-nginx',
      [COMPONENT_LABEL]: 'controller',
    },
    selector: {
      [NAME_LABEL]: 'ingress-nginx',
      'app.kubernetes.io/instance': 'ingress-nginx',
      [COMPONENT_LABEL]: 'controller',
    },
    policyLabels: {},
    hostNetwork: false,
    ports: [
      { name: 'http', port: 80, protocol: 'TCP' },
      { name: 'https', port: 443, protocol: 'TCP' },
      { name: 'webhook', port: 8443, protocol: 'TCP' },
      { name: 'metrics', port: 10254, protocol: 'TCP' },
    ],
  },
  {
    id: 'cert-manager',
    title: 'cert-manager',
    description: 'Orders certificates, keeps them in Secrets and renews them.',
    namespace: 'cert-manager',
    podLabels: { 'app.kubernetes.io/instance': 'cert-manager' },
    selector: { 'app.kubernetes.io/instance': 'cert-manager' },
    policyLabels: {},
    hostNetwork: false,
    ports: [
      { name: 'metrics', port: 9402, protocol: 'TCP' },
      { name: 'webhook', port: 10250, protocol: 'TCP' },
    ],
  },
  {
    id: 'cnpg-operator',
    title: 'CloudNativePG operator',
    description: 'Runs the PostgreSQL clusters.',
    namespace: 'cnpg-system',
    podLabels: { [NAME_LABEL]: 'cloudnative-pg' },
    selector: { [NAME_LABEL]: 'cloudnative-pg' },
    policyLabels: {},
    hostNetwork: false,
    ports: [
      { name: 'webhook', port: 9443, protocol: 'TCP' },
      { name: 'metrics', port: 8080, protocol: 'TCP' },
    ],
  },
  {
    id: 'minio-operator',
    title: 'MinIO operator',
    description: 'Runs the MinIO tenant.',
    namespace: 'minio-operator',
    podLabels: { [NAME_LABEL]: 'operator' },
    selector: { [NAME_LABEL]: 'operator' },
    policyLabels: {},
    hostNetwork: false,
    ports: [
      { name: 'http', port: 4221, protocol: 'TCP' },
      { name: 'sts', port: 4223, protocol: 'TCP' },
    ],
  },
  {
    id: 'prometheus',
    title: 'Prometheus',
    description: 'Collects the metrics.',
    namespace: 'monitoring',
    podLabels: { [NAME_LABEL]: 'prometheus' },
    selector: { [NAME_LABEL]: 'prometheus' },
    policyLabels: {},
    hostNetwork: false,
    ports: [{ name: 'http', port: 9090, protocol: 'TCP' }],
  },
  {
    id: 'dns',
    title: 'Cluster DNS',
    description: 'CoreDNS, which resolves names for every pod.',
    namespace: 'kube-system',
    podLabels: { 'k8s-app': 'kube-dns' },
    selector: { 'k8s-app': 'kube-dns' },
    policyLabels: {},
    hostNetwork: false,
    ports: [
      { name: 'dns', port: 53, protocol: 'UDP' },
      { name: 'dns-tcp', port: 53, protocol: 'TCP' },
    ],
  },
  {
    id: 'node-local-dns',
    title: 'Node-local DNS cache',
    description: 'A DNS cache on every node, at 169.254.20.10.',
    namespace: 'kube-system',
    podLabels: { 'k8s-app': 'node-local-dns' },
    selector: { 'k8s-app': 'node-local-dns' },
    policyLabels: {},
    hostNetwork: true,
    ports: [
      { name: 'dns', port: 53, protocol: 'UDP' },
      { name: 'dns-tcp', port: 53, protocol: 'TCP' },
    ],
  },
];
