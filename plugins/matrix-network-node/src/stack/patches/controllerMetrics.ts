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

import { INGRESS_CONTROLLER } from '../ingressNginx';
import {
  Container,
  mapContainers,
  Patch,
  patchOne,
  podControllerSchema,
} from '../manifests';

const METRICS_PORT = {
  containerPort: 10254,
  name: 'metrics',
  protocol: 'TCP',
};

/** Turns the controller's metrics on: off in the upstream manifests, by flag or by default. */
export const controllerMetrics: Patch = patchOne(
  { kind: 'Deployment', name: INGRESS_CONTROLLER, schema: podControllerSchema },
  deployment => mapContainers(deployment, withMetrics),
);

function withMetrics(container: Container): Container {
  if (container.name !== 'controller') {
    return container;
  }
  const args = (container.args ?? []).filter(
    arg => !arg.startsWith('--enable-metrics'),
  );
  const ports = (container.ports ?? []).filter(
    ({ containerPort }) => containerPort !== METRICS_PORT.containerPort,
  );
  return {
    ...container,
    args: [...args, '--enable-metrics=true'],
    ports: [...ports, METRICS_PORT],
  };
}
