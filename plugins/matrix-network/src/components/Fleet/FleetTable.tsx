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

import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { MatrixClusterSummary } from '@matrix-network/backstage-plugin-matrix-network-common';
import { healthStatusWords, soonestExpiryState, Tone } from '../../model';
import { clusterPath, rootRouteRef } from '../../routing';
import { SeverityCounts } from '../Findings';
import { DataColumn, DataTable } from '../Layout';
import { LastSeen, StatusLabel } from '../Status';

/** Matrix clusters in the order given, which is worst first. */
export function FleetTable(props: {
  clusters: readonly MatrixClusterSummary[];
}) {
  const root = useRouteRef(rootRouteRef)();
  return (
    <DataTable
      label="Matrix clusters, worst first"
      columns={columnsOf(root)}
      rows={props.clusters}
      rowKey={cluster => cluster.name}
    />
  );
}

function columnsOf(root: string): DataColumn<MatrixClusterSummary>[] {
  return [
    {
      title: 'Status',
      noWrap: true,
      render: cluster => (
        <StatusLabel state={healthStatusWords[cluster.status]} />
      ),
    },
    {
      title: 'Matrix cluster',
      isRowHeader: true,
      render: cluster => (
        <>
          <Link to={clusterPath(root, cluster.name)}>{cluster.name}</Link>
          <Typography variant="caption" color="textSecondary" component="div">
            {cluster.domain}
          </Typography>
        </>
      ),
    },
    {
      title: 'Kubernetes cluster',
      render: cluster => (
        <>
          {cluster.kubernetesCluster}
          <Typography variant="caption" color="textSecondary" component="div">
            namespace {cluster.namespace}
          </Typography>
        </>
      ),
    },
    {
      title: 'Findings',
      render: cluster => (
        <div style={{ minWidth: 180 }}>
          <SeverityCounts counts={cluster.findings} />
          {cluster.worstFinding && (
            <Typography variant="caption" color="textSecondary" component="div">
              {cluster.worstFinding}
            </Typography>
          )}
        </div>
      ),
    },
    {
      title: 'Policies',
      noWrap: true,
      render: cluster => (
        <StatusLabel
          state={{
            word: `${cluster.policiesInForce} of ${cluster.policiesExpected}`,
            tone: shareTone(cluster.policiesInForce, cluster.policiesExpected),
          }}
        />
      ),
    },
    {
      title: 'Ingress',
      noWrap: true,
      render: cluster => ingressCell(cluster),
    },
    {
      title: 'Certificate',
      noWrap: true,
      render: cluster =>
        cluster.soonestExpiryDays === undefined ? (
          '–'
        ) : (
          <StatusLabel
            state={soonestExpiryState(
              cluster.soonestExpiryDays,
              cluster.certificateUrgency,
            )}
          />
        ),
    },
    {
      title: 'Last seen',
      render: cluster => (
        <div style={{ minWidth: 90 }}>
          <LastSeen poll={cluster.poll} />
        </div>
      ),
    },
  ];
}

function ingressCell(cluster: MatrixClusterSummary) {
  const { ingressReady, ingressTarget } = cluster;
  if (ingressReady === undefined) {
    return <StatusLabel state={{ word: 'None found', tone: 'neutral' }} />;
  }
  if (ingressTarget === undefined || ingressTarget === null) {
    return `${ingressReady}, one a node`;
  }
  return (
    <StatusLabel
      state={{
        word: `${ingressReady} of ${ingressTarget}`,
        tone: shareTone(ingressReady, ingressTarget),
      }}
    />
  );
}

function shareTone(actual: number, expected: number): Tone {
  if (expected === 0) {
    return 'neutral';
  }
  if (actual >= expected) {
    return 'good';
  }
  return actual === 0 ? 'bad' : 'warning';
}
