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

import { CertManagerOptions } from '../certmanager/createCertManager';
import { NetworkPluginName } from './networkPlugins';
import { Seeder } from './Seeder';

/** What a demo cluster can be told to have instead of its usual parts. */
export interface DemoOptions {
  networkPlugin: NetworkPluginName;
}

/** A cluster that the demo starts. */
export interface DemoCluster {
  name: string;
  /** Loopback port, unless the config says another. */
  port: number;
  /** One line for people. */
  title: string;
  /** What is planted in its cert-manager, relative to the start. */
  certManager(now: Date): CertManagerOptions;
  /** Writes its history. */
  seed(seeder: Seeder, options: DemoOptions): Promise<void>;
}
