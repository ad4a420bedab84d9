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
import LinearProgress from '@material-ui/core/LinearProgress';
import {
  Connectivity,
  ConnectivityMatrix,
  NetworkSnapshot,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ReactNode } from 'react';
import { Judged, Polled } from '../../hooks';
import { LoadError, Loading, NothingHere, RefreshError } from '../States';
import { Banner } from '../Status';

/** What is read of a network, and what comes of judging it. */
export interface ConnectivityParts {
  connectivity: Polled<Connectivity>;
  matrix: Judged<ConnectivityMatrix>;
}

/** What there is once a network is read and judged. */
export interface JudgedConnectivity {
  connectivity: Connectivity;
  network: NetworkSnapshot;
  matrix: ConnectivityMatrix;
}

/** Shows every state on the way to a judged network: loading, failed, not read, judging. */
export function ConnectivityState(
  props: ConnectivityParts & {
    children: (judged: JudgedConnectivity) => ReactNode;
    /** Shown below the reason where there is nothing to judge. */
    otherwise?: ReactNode;
  },
) {
  const { connectivity, matrix, children, otherwise } = props;
  const { value, error, refreshing, retry } = connectivity;
  if (!value) {
    return error ? (
      <>
        <LoadError
          what="what its pods and policies are"
          error={error}
          onRetry={retry}
          retrying={refreshing}
        />
        {otherwise}
      </>
    ) : (
      <Loading what="pods and policies" rows={2} />
    );
  }
  return (
    <>
      <RefreshError what="Pods and policies" error={error} onRetry={retry} />
      <JudgedState connectivity={value} matrix={matrix} otherwise={otherwise}>
        {children}
      </JudgedState>
    </>
  );
}

function JudgedState(props: {
  connectivity: Connectivity;
  matrix: Judged<ConnectivityMatrix>;
  children: (judged: JudgedConnectivity) => ReactNode;
  otherwise?: ReactNode;
}) {
  const { connectivity, matrix, children, otherwise } = props;
  const { network, poll } = connectivity;
  if (!network) {
    return (
      <>
        {poll.lastSuccessAt === undefined ? (
          <NothingHere title="The cluster has not been read yet">
            Who reaches whom appears here after the first poll that succeeds.
          </NothingHere>
        ) : (
          <NothingHere title="There is too much on this cluster to be shown here">
            Its pods and policies are judged in the backend: findings and
            contract hold for all of them.
          </NothingHere>
        )}
        {otherwise}
      </>
    );
  }
  if (matrix.error) {
    return (
      <>
        <Banner tone="bad" title="It could not be judged who reaches whom">
          {matrix.error.message}
        </Banner>
        {otherwise}
      </>
    );
  }
  if (!matrix.value) {
    return (
      <div role="status">
        <Typography variant="body2">
          Judging {network.pods.length} pods and{' '}
          {network.networkPolicies.length} policies…
        </Typography>
        <LinearProgress aria-label="Judging" />
      </div>
    );
  }
  return <>{children({ connectivity, network, matrix: matrix.value })}</>;
}
