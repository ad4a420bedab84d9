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
import { ContractRowHealth } from '@matrix-network/backstage-plugin-matrix-network-common';
import { useId } from 'react';
import { useSelectedFlow } from '../../hooks';
import { contractState, reachOf, rowsSpokenOf } from '../../model';
import { ContractDirections, ContractTable } from '../Connectivity';
import {
  ConnectivityParts,
  ConnectivityState,
  JudgedConnectivity,
} from '../ConnectivityMatrix';
import { FlowDrawer } from '../FlowDetails';
import { Disclosure, Section } from '../Layout';
import { ZeroTrustPicture } from '../Picture';
import { ProbeContext } from '../Probes';
import { RelativeTime, StatusLabel } from '../Status';
import { ReachDirection } from './ReachDirection';

interface OfWorkload {
  workload: string;
  title: string;
  /** Rows of the contract about this workload, as the backend judged them. */
  inbound: readonly ContractRowHealth[];
  outbound: readonly ContractRowHealth[];
  probing: ProbeContext;
}

/** Who can reach a service and whom it can reach: by what the policies allow, with the contract beside it. */
export function ReachabilitySection(props: ConnectivityParts & OfWorkload) {
  const { connectivity, matrix, ...rest } = props;
  const { inbound, outbound } = rest;
  const all = [...new Set([...inbound, ...outbound])];
  const contract = <ContractDirections inbound={inbound} outbound={outbound} />;
  return (
    <Section
      title="What the policies really allow"
      summary={<StatusLabel state={contractState(all)} />}
    >
      <ConnectivityState
        connectivity={connectivity}
        matrix={matrix}
        otherwise={contract}
      >
        {judged => <Reachability {...judged} {...rest} />}
      </ConnectivityState>
    </Section>
  );
}

function Reachability(props: JudgedConnectivity & OfWorkload) {
  const { connectivity, network, matrix, workload, title } = props;
  const { inbound, outbound, probing } = props;
  const { spec, probes } = connectivity;
  const inboundId = useId();
  const outboundId = useId();
  const { flow, open, close } = useSelectedFlow();
  const reach = reachOf(matrix, workload);
  if (!reach) {
    return <ContractDirections inbound={inbound} outbound={outbound} />;
  }
  const shared = { matrixCluster: spec.name, probes, onOpen: open };
  const others = [
    ...new Set([
      ...rowsBeside(inbound, rowsSpokenOf(reach.inbound)),
      ...rowsBeside(outbound, rowsSpokenOf(reach.outbound)),
    ]),
  ];
  return (
    <>
      <Typography variant="body2">
        Judged over the pods that were seen{' '}
        <RelativeTime at={network.takenAt} />.
      </Typography>
      <ZeroTrustPicture
        title={title}
        matrixCluster={spec.name}
        reach={reach}
        describedBy={`${inboundId} ${outboundId}`}
      />
      <ReachDirection
        id={inboundId}
        title="Who can reach me"
        groups={reach.inbound}
        other="source"
        {...shared}
      />
      <ReachDirection
        id={outboundId}
        title="Whom can I reach"
        groups={reach.outbound}
        other="destination"
        {...shared}
      />
      {others.length > 0 && (
        <Disclosure
          summary={`${others.length} more ${
            others.length === 1 ? 'row' : 'rows'
          } of the contract, about other ends: the API server, nodes, private addresses`}
        >
          <ContractTable
            rows={others}
            label="Rows about other ends"
            sides="both"
          />
        </Disclosure>
      )}
      <FlowDrawer
        flow={flow}
        context={{ matrix, network, spec, probes }}
        probing={probing}
        onClose={close}
      />
    </>
  );
}

/** Rows that no flow of the matrix speaks of. */
function rowsBeside(
  rows: readonly ContractRowHealth[],
  spokenOf: ReadonlySet<string>,
): ContractRowHealth[] {
  return rows.filter(({ row }) => !spokenOf.has(row));
}
