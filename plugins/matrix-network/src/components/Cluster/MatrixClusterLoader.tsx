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

import {
  Health,
  MatrixClusterDetail,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ReactElement } from 'react';
import { useMatrixCluster } from '../../hooks';
import {
  isNotFound,
  LoadError,
  Loading,
  NothingHere,
  RefreshError,
} from '../States';
import { Banner, StaleBanner } from '../Status';
import { RefreshButton } from './NetworkHeader';

/** What a page of a Matrix cluster is given once there is something to show. */
export interface MatrixClusterViewProps {
  detail: MatrixClusterDetail;
  health: Health;
  onRefreshed: () => void;
}

/**
 * Reads a Matrix cluster and shows every state on the way: loading, unknown,
 * forbidden, failed, not yet seen, stale. `children` renders its health.
 */
export function MatrixClusterLoader(props: {
  name: string;
  children: (view: MatrixClusterViewProps) => ReactElement;
}) {
  const { name } = props;
  const what = `the Matrix cluster ${name}`;
  const { value, error, loading, refreshing, retry } = useMatrixCluster(name);
  if (loading) {
    return <Loading what={what} rows={4} />;
  }
  if (!value) {
    if (error && isNotFound(error)) {
      return (
        <NothingHere title={`No Matrix cluster is called ${name}`}>
          It may have been forgotten, or the entity&apos;s annotation
          matrix-network.io/matrix-cluster has another name in it.
        </NothingHere>
      );
    }
    return error ? (
      <LoadError
        what={what}
        error={error}
        onRetry={retry}
        retrying={refreshing}
      />
    ) : (
      <Loading what={what} rows={4} />
    );
  }
  return (
    <>
      <RefreshError error={error} onRetry={retry} />
      <StaleBanner poll={value.poll} />
      {value.health ? (
        props.children({
          detail: value,
          health: value.health,
          onRefreshed: retry,
        })
      ) : (
        <NotSeenYet detail={value} onRefreshed={retry} />
      )}
    </>
  );
}

function NotSeenYet(props: {
  detail: MatrixClusterDetail;
  onRefreshed: () => void;
}) {
  const { poll, spec } = props.detail;
  return (
    <>
      {poll.error && (
        <Banner
          tone="bad"
          title={`The Kubernetes cluster ${spec.kubernetesCluster} could not be read`}
        >
          {poll.error}
        </Banner>
      )}
      <NothingHere
        title={`${spec.name} has not been seen yet`}
        action={
          <RefreshButton
            matrixCluster={spec.name}
            onRefreshed={props.onRefreshed}
          />
        }
      >
        It is polled every {poll.intervalSeconds} s; its status appears here
        after the first poll that succeeds.
      </NothingHere>
    </>
  );
}
