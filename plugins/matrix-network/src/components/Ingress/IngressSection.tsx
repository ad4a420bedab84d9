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
  IngressHealth,
  RouteHealth,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { exposureWords, ingressState } from '../../model';
import { Facts, Section } from '../Layout';
import { StatusLabel } from '../Status';
import { ReplicaChart } from './ReplicaChart';
import { RoutesTable } from './RoutesTable';

/** The ingress controller against its CCU target, and the routes through it. */
export function IngressSection(props: {
  ingress: IngressHealth;
  /** Routes to show; a service's page shows its own. */
  routes: readonly RouteHealth[];
  noRoutesText: string;
}) {
  const { ingress, routes, noRoutesText } = props;
  return (
    <Section
      title="Ingress"
      summary={<StatusLabel state={ingressState(ingress)} />}
    >
      <ReplicaChart ingress={ingress} />
      <Facts facts={ingressFacts(ingress)} />
      <Typography
        variant="subtitle2"
        component="h3"
        style={{ marginTop: 16 }}
        gutterBottom
      >
        Routes
      </Typography>
      {routes.length ? (
        <RoutesTable routes={routes} />
      ) : (
        <Typography variant="body2" color="textSecondary">
          {noRoutesText}
        </Typography>
      )}
    </Section>
  );
}

function ingressFacts(ingress: IngressHealth) {
  const { controller, nodePorts, targetReplicas } = ingress;
  const facts = [
    {
      name: 'Replicas ready / desired / needed',
      value: controller
        ? `${controller.ready} / ${controller.desired} / ${
            targetReplicas ?? 'one a node'
          }`
        : 'none',
    },
    { name: 'CCU target', value: count(ingress.targetCcu) },
    {
      name: 'CCU that the ready replicas carry',
      value: count(ingress.capacityCcu),
    },
    {
      name: 'Exposure',
      value: exposureWords[ingress.exposure] ?? ingress.exposure,
    },
  ];
  if (controller) {
    facts.push({
      name: 'Controller',
      value: `${controller.kind} ${controller.namespace}/${controller.name}${
        controller.version ? `, ${controller.version}` : ''
      }`,
    });
  }
  if (nodePorts?.http || nodePorts?.https) {
    facts.push({
      name: 'Node ports HTTP / HTTPS',
      value: `${nodePorts.http ?? '–'} / ${nodePorts.https ?? '–'}`,
    });
  }
  return facts;
}

function count(value: number): string {
  return value.toLocaleString('en');
}
