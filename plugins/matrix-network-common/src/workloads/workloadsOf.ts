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

import { StackSpec } from '../spec/StackSpec';
import { Labels } from '../kubernetes/types';
import { InstalledComponents } from '../stack/types';
import { workload as ofCatalogue, workloads } from './catalogue';
import { installedWorkloads } from './installedWorkloads';
import { EXPOSE_LABEL, SCRAPE_LABEL } from './labels';
import { Workload, WorkloadId } from './types';

/**
 * Says whether the deployment that the spec describes has this workload.
 * The sync system copies into the LI instance, so it goes where that goes.
 * @public
 */
export function hasWorkload(spec: StackSpec, id: WorkloadId): boolean {
  const {
    lawfulInterception,
    liveKit,
    antivirus,
    syncSystem,
    keyVault,
    elementWeb,
    turn,
    haproxy,
    sygnal,
  } = spec.workloads;
  switch (id) {
    case 'synapse-li':
    case 'element-web-li':
    case 'synapse-admin-li':
    case 'postgresql-li':
      return lawfulInterception;
    case 'sync-system':
      return lawfulInterception && syncSystem;
    case 'livekit':
      return liveKit;
    case 'content-scanner':
    case 'clamav':
      return antivirus;
    case 'key-vault':
      return keyVault;
    case 'element-web':
      return elementWeb;
    case 'coturn':
      return turn;
    case 'haproxy':
      return haproxy;
    case 'sygnal':
      return sygnal;
    case 'acme-solver':
    case 'cert-manager':
      return spec.certificates.management !== 'external';
    case 'node-local-dns':
      return spec.network.nodeLocalDns;
    default:
      return true;
  }
}

/**
 * The workloads of one Matrix cluster, with namespaces and policy labels as its
 * spec has them.
 *
 * @param installed - facts of its Kubernetes cluster; without them, the ingress
 *   controller and cert-manager are the stack's own
 * @public
 */
export function workloadsOf(
  spec: StackSpec,
  installed: InstalledComponents = {},
): Workload[] {
  const ofOthers = installedWorkloads(installed);
  return workloads
    .filter(({ id }) => hasWorkload(spec, id))
    .map(workload => ({
      ...(ofOthers.find(({ id }) => id === workload.id) ?? {
        ...workload,
        ...placeOf(workload, spec),
      }),
      policyLabels: policyLabelsOf(workload.id, spec),
    }));
}

/** The ingress controller whose requests reach the deployment: that of others where they have one. */
export function ingressControllerOf(
  spec: StackSpec,
  installed: InstalledComponents,
): Workload {
  const own = ofCatalogue('ingress-nginx');
  const [used] = installedWorkloads({
    ingressController: installed.ingressController,
  });
  return used ?? { ...own, ...placeOf(own, spec) };
}

/** OpenShift's DNS pods: another namespace, other labels, another port than elsewhere. @public */
export const openShiftDns = {
  namespace: 'openshift-dns',
  selector: { 'dns.operator.openshift.io/daemonset-dns': 'default' },
  port: 5353,
};

function placeOf(workload: Workload, spec: StackSpec): Partial<Workload> {
  if (workload.id === 'ingress-nginx') {
    return { hostNetwork: spec.ingress.exposure === 'nodeLocal' };
  }
  if (workload.id === 'prometheus') {
    return { namespace: spec.monitoring.prometheusNamespace };
  }
  if (workload.id === 'dns' && spec.network.openShiftDns) {
    return {
      namespace: openShiftDns.namespace,
      podLabels: openShiftDns.selector,
      selector: openShiftDns.selector,
      ports: workload.ports.map(port => ({ ...port, port: openShiftDns.port })),
    };
  }
  return {};
}

/** Workloads that have metrics worth scraping. */
const scraped: ReadonlySet<WorkloadId> = new Set([
  'synapse-main',
  'synapse-li',
  'postgresql',
  'postgresql-li',
  'minio',
  'livekit',
  'haproxy',
  'sygnal',
  'content-scanner',
]);

/**
 * Pods behind an Ingress. The LI instance is not among them: `li-instance-isolation`
 * lets the ingress controller in by itself.
 */
function isExposed(id: WorkloadId, spec: StackSpec): boolean {
  switch (id) {
    case 'synapse-main':
      return !spec.workloads.haproxy;
    case 'haproxy':
    case 'element-web':
    case 'livekit':
    case 'acme-solver':
      return true;
    default:
      return false;
  }
}

function policyLabelsOf(id: WorkloadId, spec: StackSpec): Labels {
  return {
    ...(isExposed(id, spec) && { [EXPOSE_LABEL]: 'true' }),
    ...(scraped.has(id) && { [SCRAPE_LABEL]: 'true' }),
  };
}
