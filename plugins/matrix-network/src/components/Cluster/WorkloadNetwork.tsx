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

import { useRouteRef } from '@backstage/core-plugin-api';
import {
  Operation,
  systemRefOf,
  workloads,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useConnectivity, useConnectivityMatrix } from '../../hooks';
import { workloadView } from '../../model';
import { rootRouteRef, whatIfPath } from '../../routing';
import { CertificatesSection } from '../Certificates';
import { EntityNetworkLink } from '../EntityNetworkLink';
import { FindingsSection } from '../Findings';
import { IngressSection } from '../Ingress';
import { Disclosure } from '../Layout';
import { OperationDialog } from '../Operations';
import { PoliciesSection } from '../Policies';
import { ReachabilitySection } from '../Reachability';
import { Banner } from '../Status';
import {
  MatrixClusterLoader,
  MatrixClusterViewProps,
} from './MatrixClusterLoader';
import { NetworkHeader } from './NetworkHeader';

/** The network of one workload of a Matrix cluster. */
export function WorkloadNetwork(props: {
  matrixCluster: string;
  workload: string;
}) {
  return (
    <MatrixClusterLoader name={props.matrixCluster}>
      {view => <WorkloadView {...view} id={props.workload} />}
    </MatrixClusterLoader>
  );
}

function WorkloadView(props: MatrixClusterViewProps & { id: string }) {
  const { detail, health, onRefreshed, id } = props;
  const view = workloadView(health, id);
  const { workload } = view;
  const { name } = detail.spec;
  const [operationId, setOperationId] = useState<string>();
  const connectivity = useConnectivity(name);
  const matrix = useConnectivityMatrix(connectivity.value);
  const navigate = useNavigate();
  const root = useRouteRef(rootRouteRef)();
  return (
    <>
      {!workload && (
        <Banner tone="neutral" title={`No pod of ${id} was seen`}>
          The snapshot of {detail.spec.name} holds no pod with the labels of
          this workload, in namespace {detail.spec.namespace}.
        </Banner>
      )}
      {workload?.hostNetwork && (
        <Banner tone="warning" title="Its pods use the host network">
          A NetworkPolicy cannot isolate such pods. What the policies say of
          them below may not be what happens.
        </Banner>
      )}
      <NetworkHeader
        detail={detail}
        status={workload?.status ?? 'unknown'}
        facts={[
          {
            name: 'Matrix cluster',
            value: (
              <EntityNetworkLink entityRef={systemRefOf(detail.spec.name)}>
                {detail.spec.name}
              </EntityNetworkLink>
            ),
          },
          {
            name: 'Pods ready',
            value: workload
              ? `${workload.readyPods} of ${workload.pods}`
              : 'none seen',
          },
        ]}
        onRefreshed={onRefreshed}
      />
      <FindingsSection
        findings={view.findings}
        emptyText="Nothing is wrong with this workload's network, as far as was looked."
      />
      {view.clusterFindings.length > 0 && (
        <Disclosure
          summary={`${view.clusterFindings.length} ${
            view.clusterFindings.length === 1 ? 'finding' : 'findings'
          } of the whole Matrix cluster`}
        >
          <FindingsSection
            title="Findings of the whole Matrix cluster"
            findings={view.clusterFindings}
            emptyText=""
          />
        </Disclosure>
      )}
      <PoliciesSection
        policies={view.policies}
        contract={health.contract}
        emptyText="No policy selects this workload's pods: everything may reach them, and they may reach everything."
        onWhatIf={policy => navigate(whatIfPath(root, name, policy))}
      />
      <ReachabilitySection
        connectivity={connectivity}
        matrix={matrix}
        workload={id}
        title={titleOf(id)}
        inbound={view.inbound}
        outbound={view.outbound}
        probing={{
          matrixCluster: name,
          operation: detail.lastOperation,
          hasNetwork: connectivity.value?.network !== undefined,
          onStarted: (operation: Operation) => setOperationId(operation.id),
        }}
      />
      <IngressSection
        ingress={health.ingress}
        routes={view.routes}
        noRoutesText="No Ingress routes to this workload."
      />
      <CertificatesSection
        certificates={view.certificates}
        emptyText="This workload is served under no certificate of the Matrix cluster."
      />
      <OperationDialog
        operationId={operationId}
        onStarted={operation => setOperationId(operation.id)}
        onClose={() => {
          setOperationId(undefined);
          onRefreshed();
          connectivity.retry();
        }}
      />
    </>
  );
}

function titleOf(id: string): string {
  return workloads.find(workload => workload.id === id)?.title ?? id;
}
