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

import { ResponseError } from '@backstage/errors';
import { Operation } from '../operations/Operation';
import { ProbeSelection } from '../probes/types';
import { StackPlan } from '../stack/StackPlan';
import { MatrixNetworkApi } from './MatrixNetworkApi';
import {
  ApplyRequest,
  CertificateCheck,
  Connectivity,
  KubernetesClusterSummary,
  MatrixClusterDetail,
  MatrixClusterSummary,
  OperationDetail,
  PlanRequest,
  ReleaseSummary,
  RenderedStack,
  SpecHistoryEntry,
  SpecValidation,
  UninstallRequest,
} from './types';

const PLUGIN_ID = 'matrix-network';

/**
 * What {@link MatrixNetworkClient} needs: Backstage's discovery and a `fetch`
 * that carries the caller's token.
 * @public
 */
export interface MatrixNetworkClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

/**
 * The REST API over HTTP, for the frontend, scaffolder actions and the CLI.
 * Every method throws a `ResponseError` of `@backstage/errors` when the backend
 * answers with an error; its `cause` has the name and message the backend gave.
 * @public
 */
export class MatrixNetworkClient implements MatrixNetworkApi {
  readonly #discoveryApi: MatrixNetworkClientOptions['discoveryApi'];
  readonly #fetchApi: MatrixNetworkClientOptions['fetchApi'];

  constructor(options: MatrixNetworkClientOptions) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async listKubernetesClusters(): Promise<KubernetesClusterSummary[]> {
    return this.#json('GET', '/kubernetes-clusters');
  }

  async listReleases(): Promise<ReleaseSummary[]> {
    return this.#json('GET', '/releases');
  }

  async listMatrixClusters(): Promise<MatrixClusterSummary[]> {
    return this.#json('GET', '/matrix-clusters');
  }

  async getMatrixCluster(name: string): Promise<MatrixClusterDetail> {
    return this.#json('GET', matrixClusterPath(name));
  }

  async refreshMatrixCluster(name: string): Promise<MatrixClusterDetail> {
    return this.#json('POST', `${matrixClusterPath(name)}/refresh`);
  }

  async forgetMatrixCluster(name: string): Promise<void> {
    await this.#request('DELETE', matrixClusterPath(name));
  }

  async validateSpec(spec: unknown): Promise<SpecValidation> {
    return this.#json('POST', '/specs/validate', { spec });
  }

  async renderStack(spec: unknown): Promise<RenderedStack> {
    return this.#json('POST', '/specs/render', { spec });
  }

  async startApply(name: string, request: ApplyRequest): Promise<Operation> {
    return this.#json('POST', `${matrixClusterPath(name)}/operations`, request);
  }

  async planStack(name: string, request: PlanRequest): Promise<StackPlan> {
    return this.#json('POST', `${matrixClusterPath(name)}/plan`, request);
  }

  async listSpecs(name: string): Promise<SpecHistoryEntry[]> {
    return this.#json('GET', `${matrixClusterPath(name)}/specs`);
  }

  async startUninstall(
    name: string,
    request: UninstallRequest,
  ): Promise<Operation> {
    return this.#json('POST', `${matrixClusterPath(name)}/uninstall`, request);
  }

  async getConnectivity(name: string): Promise<Connectivity> {
    return this.#json('GET', `${matrixClusterPath(name)}/connectivity`);
  }

  async startProbe(
    name: string,
    selection: ProbeSelection,
  ): Promise<Operation> {
    return this.#json('POST', `${matrixClusterPath(name)}/probes`, {
      selection,
    });
  }

  async listOperations(name: string): Promise<Operation[]> {
    return this.#json('GET', `${matrixClusterPath(name)}/operations`);
  }

  async getOperation(id: string, after?: number): Promise<OperationDetail> {
    const query = after === undefined ? '' : `?after=${after}`;
    return this.#json('GET', `/operations/${encodeURIComponent(id)}${query}`);
  }

  async checkCertificate(
    name: string,
    request: { host: string; port?: number },
  ): Promise<CertificateCheck> {
    return this.#json(
      'POST',
      `${matrixClusterPath(name)}/certificate-checks`,
      request,
    );
  }

  async #json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.#request(method, path, body);
    return response.json();
  }

  async #request(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl(PLUGIN_ID);
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, {
      method,
      ...(body === undefined
        ? {}
        : {
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify(body),
          }),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

function matrixClusterPath(name: string): string {
  return `/matrix-clusters/${encodeURIComponent(name)}`;
}
