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
  mapContainers,
  Patch,
  patchOne,
  podControllerSchema,
} from '../manifests';

/**
 * Requests for a controller that holds thousands of long-polling clients. No
 * limits: running into one would cut all of them off at once.
 */
const requests = { cpu: '200m', memory: '256Mi' };

export const controllerResources: Patch = patchOne(
  { kind: 'Deployment', name: INGRESS_CONTROLLER, schema: podControllerSchema },
  deployment =>
    mapContainers(deployment, container =>
      container.name === 'controller'
        ? { ...container, resources: { requests } }
        : container,
    ),
);
