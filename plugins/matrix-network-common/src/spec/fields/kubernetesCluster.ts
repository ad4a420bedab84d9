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

import { z } from 'zod';

/** Names in configuration are free text: `eu-1`, `gke_project_zone_name`, an ARN. */
export const kubernetesClusterSchema = z
  .string()
  .refine(name => /^[\x21-\x7e]{1,253}$/.test(name), {
    error:
      'expected the name of a Kubernetes cluster as in kubernetes.clusterLocatorMethods: 1 to 253 characters, no spaces',
  });
