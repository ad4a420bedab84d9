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
import { ConnectivityMatrix } from '@matrix-network/backstage-plugin-matrix-network-common';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useSelectedFlow } from '../../hooks';
import { countKinds, matrixView, noFilter, StateWord } from '../../model';
import { FlowDrawer } from '../FlowDetails';
import { Section } from '../Layout';
import { ProbeContext } from '../Probes';
import { NothingHere } from '../States';
import { Banner, RelativeTime, StatusLabel } from '../Status';
import {
  ConnectivityParts,
  ConnectivityState,
  JudgedConnectivity,
} from './ConnectivityState';
import { MatrixFilters } from './MatrixFilters';
import { MatrixGrid } from './MatrixGrid';
import { MatrixLegend } from './MatrixLegend';

/** Who reaches whom: every workload, neighbour and stranger with every other. */
export function ConnectivityMatrixSection(
  props: ConnectivityParts & { probing: ProbeContext },
) {
  const { probing, ...parts } = props;
  const { matrix } = parts;
  return (
    <Section
      title="Who reaches whom"
      summary={
        matrix.value && <StatusLabel state={matrixState(matrix.value)} />
      }
    >
      <ConnectivityState {...parts}>
        {judged => <Matrix {...judged} probing={probing} />}
      </ConnectivityState>
    </Section>
  );
}

/** The matrix in one phrase. */
export function matrixState({ cells }: ConnectivityMatrix): StateWord {
  const { violationOpen, violationBlocked } = countKinds(cells);
  const parts = [
    ...(violationOpen ? [`${violationOpen} open that must not be`] : []),
    ...(violationBlocked ? [`${violationBlocked} blocked that must work`] : []),
  ];
  return parts.length > 0
    ? { word: parts.join(', '), tone: 'bad' }
    : { word: 'No flow is against the contract', tone: 'good' };
}

function Matrix(props: JudgedConnectivity & { probing: ProbeContext }) {
  const { connectivity, network, matrix, probing } = props;
  const [filter, setFilter] = useState(noFilter);
  const deferred = useDeferredValue(filter);
  const view = useMemo(() => matrixView(matrix, deferred), [matrix, deferred]);
  const { flow, open, close } = useSelectedFlow();
  const top = useRef<HTMLDivElement>(null);

  // Who comes by a link to a flow is led to where it stands.
  const cameByLink = useRef(flow !== undefined);
  useEffect(() => {
    if (cameByLink.current) {
      top.current?.scrollIntoView?.({ block: 'start' });
    }
  }, []);

  return (
    <div ref={top}>
      <Typography variant="body2" gutterBottom>
        What the policies allow between the pods that were seen{' '}
        <RelativeTime at={network.takenAt} />, held against the contract. Open a
        cell for its ports and the rule that decides.
      </Typography>
      {flow && !hasCell(matrix, flow) && (
        <Banner tone="warning" title="There is no such flow">
          The link names {flow.source} and {flow.destination}; the matrix has no
          cell of them.
        </Banner>
      )}
      <MatrixFilters filter={filter} onChange={setFilter} />
      <MatrixLegend cells={matrix.cells} />
      {view.sources.length > 0 ? (
        <MatrixGrid view={view} selected={flow} onOpen={open} />
      ) : (
        <NothingHere
          title={
            filter.onlyViolations && filter.query.trim() === ''
              ? 'No flow is against the contract'
              : 'No flow is like that'
          }
        />
      )}
      <FlowDrawer
        flow={flow}
        context={{
          matrix,
          network,
          spec: connectivity.spec,
          probes: connectivity.probes,
        }}
        probing={probing}
        onClose={close}
      />
    </div>
  );
}

function hasCell(
  { cells }: ConnectivityMatrix,
  flow: { source: string; destination: string },
): boolean {
  return cells.some(
    ({ source, destination }) =>
      source === flow.source && destination === flow.destination,
  );
}
