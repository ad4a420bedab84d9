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

export { startSandboxCluster } from './SandboxCluster';
export type { SandboxCluster, SandboxClusterOptions } from './SandboxCluster';
export { createApiServer } from './apiserver/createApiServer';
export type { ApiServerOptions } from './apiserver/createApiServer';
export type {
  FaultOutcome,
  RequestAttributes,
  RequestFaults,
} from './apiserver/RequestFaults';
export {
  createObjectStore,
  MemoryObjectStore,
} from './store/MemoryObjectStore';
export { ApiError } from './store/ApiError';
export type { Status, StatusCause, StatusDetails } from './store/ApiError';
export type {
  AdmissionHook,
  AdmissionRefusal,
  AdmissionRequest,
  KindRef,
  ListOptions,
  ObjectStore,
  ObjectStoreOptions,
  ResourceType,
  WatchEvent,
  WriteOptions,
} from './store/ObjectStore';
export { startDemoCluster } from './process/startDemoCluster';
export type { DemoClusterOptions } from './process/startDemoCluster';
export type { DemoCluster } from './demo/DemoCluster';
export { sandbox } from './demo/sandbox';
export { sandboxDrifted } from './demo/sandboxDrifted';
export { driftedSpec } from './demo/driftedSpec';
export { plantedFaults } from './demo/plantedFaults';
export type { PlantedFault } from './demo/plantedFaults';
export { ControllerManager, createWorkloadControllers } from './controllers';
export { createCertManager } from './certmanager';
export { mirrorFiles } from './mirror';
