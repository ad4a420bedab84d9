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

import { Operation } from '@matrix-network/backstage-plugin-matrix-network-common';
import { useState } from 'react';
import {
  useConnectivity,
  useConnectivityMatrix,
  useWhatIfLink,
} from '../../hooks';
import { CertificateCheckPanel } from '../CertificateCheck';
import { CertificatesSection } from '../Certificates';
import { ContractSection } from '../Connectivity';
import { ConnectivityMatrixSection } from '../ConnectivityMatrix';
import { FindingsSection } from '../Findings';
import { HistorySection } from '../History';
import { IngressSection } from '../Ingress';
import { OperationDialog, OperationsSection } from '../Operations';
import { PoliciesSection } from '../Policies';
import { ProbesSection } from '../Probes';
import { WhatIfSection } from '../WhatIf';
import { WorkloadsSection } from '../Workloads';
import { ClusterActions } from './ClusterActions';
import { clusterFacts } from './clusterFacts';
import {
  MatrixClusterLoader,
  MatrixClusterViewProps,
} from './MatrixClusterLoader';
import { NetworkHeader } from './NetworkHeader';
import { OperationBanner } from './OperationBanner';

/** A whole Matrix cluster: every section of its network. */
export function MatrixClusterNetwork(props: { name: string }) {
  return (
    <MatrixClusterLoader name={props.name}>
      {view => <MatrixClusterView {...view} />}
    </MatrixClusterLoader>
  );
}

function MatrixClusterView(props: MatrixClusterViewProps) {
  const { detail, health, onRefreshed } = props;
  const { name, kubernetesCluster } = detail.spec;
  const [operationId, setOperationId] = useState<string>();
  const connectivity = useConnectivity(name);
  const matrix = useConnectivityMatrix(connectivity.value);
  const whatIf = useWhatIfLink();
  const probing = {
    matrixCluster: name,
    operation: detail.lastOperation,
    hasNetwork: connectivity.value?.network !== undefined,
    onStarted: (operation: Operation) => setOperationId(operation.id),
  };
  return (
    <>
      <OperationBanner
        operation={detail.lastOperation}
        onOpen={setOperationId}
      />
      <NetworkHeader
        detail={detail}
        status={health.status}
        facts={clusterFacts(detail, health)}
        onRefreshed={onRefreshed}
        actions={
          <ClusterActions
            matrixCluster={name}
            kubernetesCluster={kubernetesCluster}
            connectivity={connectivity.value}
            onStarted={operation => setOperationId(operation.id)}
          />
        }
      />
      <FindingsSection
        findings={health.findings}
        emptyText="Nothing is wrong, as far as was looked."
      />
      <WorkloadsSection health={health} />
      <PoliciesSection
        policies={health.policies}
        contract={health.contract}
        emptyText="The stack has no policies."
        onWhatIf={whatIf.open}
      />
      <ConnectivityMatrixSection
        connectivity={connectivity}
        matrix={matrix}
        probing={probing}
      />
      <ContractSection contract={health.contract} />
      <WhatIfSection connectivity={connectivity} startWith={whatIf.policy} />
      <ProbesSection
        connectivity={connectivity}
        namespace={detail.spec.namespace}
        probing={probing}
      />
      <IngressSection
        ingress={health.ingress}
        routes={health.ingress.routes}
        noRoutesText="No Ingress names a host of this Matrix cluster."
      />
      <CertificatesSection
        certificates={health.certificates}
        emptyText="No Certificate is in the namespace."
      />
      <CertificateCheckPanel detail={detail} />
      <HistorySection
        matrixCluster={name}
        connectivity={connectivity.value}
        onStarted={operation => setOperationId(operation.id)}
      />
      <OperationsSection matrixCluster={name} onOpen={setOperationId} />
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
