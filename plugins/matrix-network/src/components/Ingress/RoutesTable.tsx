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

import { RouteHealth } from '@matrix-network/backstage-plugin-matrix-network-common';
import { routeStateWords } from '../../model';
import { DataColumn, DataTable } from '../Layout';
import { StatusLabel } from '../Status';

const columns: DataColumn<RouteHealth>[] = [
  {
    title: 'State',
    noWrap: true,
    render: route => <StatusLabel state={routeStateWords[route.state]} />,
  },
  {
    title: 'Host and path',
    isRowHeader: true,
    render: route => `${route.host || '*'}${route.path}`,
  },
  { title: 'Goes to', render: route => route.workload ?? route.service },
  { title: 'Service', render: route => route.service },
  { title: 'TLS', noWrap: true, render: route => (route.tls ? 'Yes' : 'No') },
  {
    title: 'Ingress',
    render: route => `${route.namespace}/${route.ingress}`,
  },
];

/** Hosts and paths with the Service behind each. */
export function RoutesTable(props: { routes: readonly RouteHealth[] }) {
  return (
    <DataTable
      label="Routes"
      columns={columns}
      rows={props.routes}
      rowKey={route =>
        [route.namespace, route.ingress, route.host, route.path].join('|')
      }
    />
  );
}
