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
import { namespace, openCrd, service, workload } from './manifests';
import { API_SERVER_ADDRESS, nodeName, nodes, POD_CIDR } from './nodes';
import {
  API_SERVICE_ADDRESS,
  DNS_SERVICE_ADDRESS,
  SERVICE_CIDR,
} from './network';
import { installedPlugin, NetworkPluginName } from './networkPlugins';

/** What a cluster has before any Matrix deployment: nodes, DNS, Calico, monitoring, operators. */
export function platform(
  clusterName: string,
  networkPlugin: NetworkPluginName,
): KubernetesObject[] {
  return [
    ...nodes(clusterName),
    ...['monitoring', 'cnpg-system', 'minio-operator'].map(name =>
      namespace(name),
    ),
    ...apiServerService(),
    ...controlPlane(clusterName),
    ...dns(),
    ...installedPlugin(networkPlugin),
    ...monitoring(),
    ...operators(),
  ];
}

/** Service `kubernetes` and the range of Services, as the API server itself keeps them. */
function apiServerService(): KubernetesObject[] {
  const https = { name: 'https', protocol: 'TCP' };
  return [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'ServiceCIDR',
      metadata: { name: 'kubernetes' },
      spec: { cidrs: [SERVICE_CIDR] },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: 'kubernetes',
        namespace: 'default',
        labels: { component: 'apiserver', provider: 'kubernetes' },
      },
      spec: {
        clusterIP: API_SERVICE_ADDRESS,
        ports: [{ ...https, port: 443, targetPort: 6443 }],
      },
    },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name: 'kubernetes',
        namespace: 'default',
        labels: { 'kubernetes.io/service-name': 'kubernetes' },
      },
      addressType: 'IPv4',
      endpoints: [
        { addresses: [API_SERVER_ADDRESS], conditions: { ready: true } },
      ],
      ports: [{ ...https, port: 6443 }],
    },
  ];
}

function controlPlane(clusterName: string): KubernetesObject[] {
  const component = (
    name: string,
    port: number,
    args: string[],
  ): KubernetesObject => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${name}-${nodeName(clusterName, 1)}`,
      namespace: 'kube-system',
      labels: { component: name, tier: 'control-plane' },
      annotations: { 'kubernetes.io/config.mirror': name },
    },
    spec: {
      hostNetwork: true,
      nodeName: nodeName(clusterName, 1),
      containers: [
        {
          name,
          image: `registry.k8s.io/${name}:v1.34.2`,
          command: [name, ...args],
          ports: [{ name: 'https', containerPort: port }],
        },
      ],
    },
  });
  return [
    component('kube-apiserver', 6443, [
      `--service-cluster-ip-range=${SERVICE_CIDR}`,
      '--secure-port=6443',
    ]),
    component('kube-controller-manager', 10257, [
      `--cluster-cidr=${POD_CIDR}`,
      `--service-cluster-ip-range=${SERVICE_CIDR}`,
    ]),
    component('kube-scheduler', 10259, []),
  ];
}

function dns(): KubernetesObject[] {
  return [
    workload({
      kind: 'Deployment',
      namespace: 'kube-system',
      name: 'coredns',
      image: 'registry.k8s.io/coredns/coredns:v1.12.1',
      labels: { 'k8s-app': 'kube-dns' },
      ports: ['dns:53/UDP', 'dns-tcp:53', 'metrics:9153'],
      replicas: 2,
    }),
    service({
      namespace: 'kube-system',
      name: 'kube-dns',
      clusterIP: DNS_SERVICE_ADDRESS,
      selector: { 'k8s-app': 'kube-dns' },
      ports: ['dns:53/UDP', 'dns-tcp:53', 'metrics:9153'],
      labels: { 'k8s-app': 'kube-dns' },
    }),
    workload({
      kind: 'DaemonSet',
      namespace: 'kube-system',
      name: 'node-local-dns',
      image: 'registry.k8s.io/dns/k8s-dns-node-cache:1.26.4',
      labels: { 'k8s-app': 'node-local-dns' },
      args: ['-localip', '169.254.20.10', '-conf', '/etc/Corefile'],
      ports: ['dns:53/UDP', 'dns-tcp:53'],
      hostNetwork: true,
    }),
  ];
}

function monitoring(): KubernetesObject[] {
  const group = 'monitoring.coreos.com';
  const labels = { 'app.kubernetes.io/name': 'prometheus' };
  return [
    openCrd(group, 'PrometheusRule', 'prometheusrules'),
    openCrd(group, 'ServiceMonitor', 'servicemonitors'),
    openCrd(group, 'PodMonitor', 'podmonitors'),
    workload({
      kind: 'StatefulSet',
      namespace: 'monitoring',
      name: 'prometheus-k8s',
      image: 'quay.io/prometheus/prometheus:v3.7.3',
      labels,
      ports: ['http-web:9090'],
    }),
    service({
      namespace: 'monitoring',
      name: 'prometheus-operated',
      selector: labels,
      ports: ['http-web:9090'],
      headless: true,
    }),
  ];
}

function operators(): KubernetesObject[] {
  const cnpg = { 'app.kubernetes.io/name': 'cloudnative-pg' };
  const minio = { 'app.kubernetes.io/name': 'operator' };
  return [
    workload({
      kind: 'Deployment',
      namespace: 'cnpg-system',
      name: 'cnpg-controller-manager',
      image: 'ghcr.io/cloudnative-pg/cloudnative-pg:1.27.1',
      labels: cnpg,
      ports: ['webhook-server:9443', 'metrics:8080'],
    }),
    service({
      namespace: 'cnpg-system',
      name: 'cnpg-webhook-service',
      selector: cnpg,
      ports: ['webhook-server:9443'],
    }),
    workload({
      kind: 'Deployment',
      namespace: 'minio-operator',
      name: 'minio-operator',
      image: 'quay.io/minio/operator:v7.1.1',
      labels: minio,
      ports: ['http:4221', 'sts:4223'],
    }),
    service({
      namespace: 'minio-operator',
      name: 'operator',
      selector: minio,
      ports: ['http:4221'],
    }),
  ];
}
