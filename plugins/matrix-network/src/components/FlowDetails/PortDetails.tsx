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
  ConnectivityPort,
  FlowEndpoint,
  NetworkSnapshot,
  ProbeResult,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { DirectionDetails } from './DirectionDetails';

/** Why a port is open or closed: the sentence, then both directions with their policies. */
export function PortDetails(props: {
  port: ConnectivityPort;
  sourceTitle: string;
  destinationTitle: string;
  network: NetworkSnapshot;
  probe?: ProbeResult;
}) {
  const { port, sourceTitle, destinationTitle, network, probe } = props;
  const { from, to, verdict } = port.example;
  return (
    <>
      <Typography variant="body2" component="p">
        {verdict.sentence}
      </Typography>
      {probe && (
        <Typography variant="body2" component="p">
          The probe: {probe.conclusion}
          {probe.detail && probe.outcome !== 'couldNotRun'
            ? ` (${probe.detail})`
            : ''}
        </Typography>
      )}
      <Typography variant="caption" color="textSecondary" component="p">
        Judged between {endText(from)} and {endText(to)}.
      </Typography>
      <DirectionDetails
        direction="egress"
        verdict={verdict.egress}
        end={from}
        endTitle={sourceTitle}
        network={network}
      />
      <DirectionDetails
        direction="ingress"
        verdict={verdict.ingress}
        end={to}
        endTitle={destinationTitle}
        network={network}
      />
    </>
  );
}

function endText(end: FlowEndpoint): string {
  return 'ip' in end ? `address ${end.ip}` : `${end.namespace}/${end.name}`;
}
