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

import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  componentRefOf,
  ConnectivityEnd,
  workloads,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ReactNode } from 'react';

/** Leads to the Network tab of a catalog entity. */
export function EntityNetworkLink(props: {
  entityRef: string;
  className?: string;
  'aria-label'?: string;
  children: ReactNode;
}) {
  const entityPath = useRouteRef(entityRouteRef);
  const { entityRef, children, ...rest } = props;
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return (
    <Link to={`${entityPath({ kind, namespace, name })}/network`} {...rest}>
      {children}
    </Link>
  );
}

/** Entity of an end of the matrix; strangers have none. */
export function entityOfEnd(
  matrixCluster: string,
  end: Pick<ConnectivityEnd, 'id'>,
): string | undefined {
  const workload = workloads.find(({ id }) => id === end.id);
  return workload && componentRefOf(matrixCluster, workload.id);
}

/** An end of the matrix by its title, with a link where it has a page. */
export function EndLink(props: {
  matrixCluster: string;
  end: Pick<ConnectivityEnd, 'id' | 'title'>;
}) {
  const { matrixCluster, end } = props;
  const entityRef = entityOfEnd(matrixCluster, end);
  return entityRef ? (
    <EntityNetworkLink entityRef={entityRef}>{end.title}</EntityNetworkLink>
  ) : (
    <>{end.title}</>
  );
}
