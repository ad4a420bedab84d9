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

import Typography from '@material-ui/core/Typography';
import {
  componentRefOf,
  Health,
  WorkloadHealth,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { healthStatusWords } from '../../model';
import { DataColumn, DataTable, Section } from '../Layout';
import { StatusLabel } from '../Status';
import { EntityNetworkLink } from '../EntityNetworkLink';
import { SeverityCounts } from '../Findings';

const statusOrder = {
  failing: 0,
  degraded: 1,
  unknown: 2,
  healthy: 3,
} as const;

/** The workloads of a Matrix cluster, worst first. */
export function WorkloadsSection(props: { health: Health }) {
  const { health } = props;
  const workloads = [...health.workloads].sort(
    (a, b) => statusOrder[a.status] - statusOrder[b.status],
  );
  return (
    <Section
      title="Workloads"
      summary={
        <Typography variant="body2" component="span" color="textSecondary">
          {workloads.length} known
        </Typography>
      }
    >
      {workloads.length ? (
        <DataTable
          label="Workloads"
          columns={columnsOf(health)}
          rows={workloads}
          rowKey={workload => workload.id}
        />
      ) : (
        <Typography variant="body2" color="textSecondary">
          The snapshot holds no pod of a known workload.
        </Typography>
      )}
    </Section>
  );
}

function columnsOf(health: Health): DataColumn<WorkloadHealth>[] {
  return [
    {
      title: 'Status',
      noWrap: true,
      render: workload => (
        <StatusLabel state={healthStatusWords[workload.status]} />
      ),
    },
    {
      title: 'Workload',
      isRowHeader: true,
      render: workload => (
        <>
          <EntityNetworkLink
            entityRef={componentRefOf(health.matrixCluster, workload.id)}
          >
            {workload.title}
          </EntityNetworkLink>
          <Typography variant="caption" color="textSecondary" component="div">
            {workload.id}
          </Typography>
        </>
      ),
    },
    {
      title: 'Pods ready',
      noWrap: true,
      align: 'right',
      render: workload => `${workload.readyPods} of ${workload.pods}`,
    },
    {
      title: 'Policies that select its pods',
      render: workload =>
        workload.hostNetwork
          ? 'Host network: policies cannot isolate it'
          : workload.policies.join(', ') || 'none',
    },
    {
      title: 'Findings',
      render: workload => (
        <SeverityCounts
          findings={health.findings.filter(finding =>
            finding.workloads.includes(workload.id),
          )}
        />
      ),
    },
  ];
}
