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

import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import { HumanDuration } from '@backstage/types';

export interface Config {
  /** Matrix Network: networking stacks of Matrix deployments on Kubernetes. */
  matrixNetwork?: {
    /**
     * Matrix clusters to watch, as MatrixCluster documents. Those that users
     * scaffold are kept in the database and need no entry here.
     */
    matrixClusters?: Array<{
      apiVersion: 'matrix-network.io/v1';
      kind: 'MatrixCluster';
      metadata: {
        /** Name of the Matrix cluster: a DNS label. */
        name: string;
      };
      /** The spec; every field and its default is described in the docs. */
      spec: object;
    }>;

    /** Kubernetes clusters from a kubeconfig, beside kubernetes.clusterLocatorMethods. */
    kubeconfig?: {
      /** Default: KUBECONFIG, then ~/.kube/config, then the pod's own account. */
      path?: string;
      /** Default: the current context. */
      contexts?: string[];
    };

    /** How the state of the clusters is read. */
    poll?: {
      /** Time between two polls of one Matrix cluster. Default: one minute. */
      interval?: HumanDuration | string;
      /** Time after which a poll counts as failed. Shorter than the interval. Default: 45 seconds. */
      timeout?: HumanDuration | string;
      /** Polls at once, in each backend replica. Default: 8. */
      concurrency?: number;
    };

    operations?: {
      /** Applies at once, in each backend replica. Default: 4. */
      concurrency?: number;
    };

    releases?: {
      /**
       * Folder or URL that holds the releases of ingress-nginx and cert-manager,
       * for sites without internet access. Default: the upstream projects.
       */
      mirror?: string;
      /**
       * What a manifest's sha256 is held against: the upstream project's digest
       * (`catalogue`, the default), or the one seen first, for the one mirror that
       * is named and carries releases of its own: `{ firstUse: MIRROR }`. Another
       * mirror's are held against the catalogue.
       */
      verify?: 'catalogue' | { firstUse: string };
    };

    catalog?: {
      /** Owner of the entities, as an entity reference. Default: `unknown`. */
      owner?: string;
      /** Time between two reads of the list of Matrix clusters. Default: 30 seconds. */
      interval?: HumanDuration | string;
    };

    /** Short-lived Jobs that try for real what the policies allow and deny. */
    probes?: {
      /**
       * Image with agnhost's command line (`connect`, `logs-generator`).
       * Default: agnhost, from the Matrix cluster's registry where it has one.
       */
      image?: string;
      /** Seconds after which a connection counts as blocked. Default: 5. */
      timeoutSeconds?: number;
      /** Seconds that a Job may take, pulling the image included. Default: 120. */
      deadlineSeconds?: number;
      /** Probe pods at once on one Kubernetes cluster, over all backend replicas. Default: 3. */
      concurrency?: number;
      /** Addresses with port that stand for the internet, such as 1.1.1.1:443. Default: none, and flows to it are not probed. */
      internetTargets?: string[];
      /** When all Matrix clusters are probed. Default: only when somebody asks. */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      /** What the schedule probes. Default: `isolation`. */
      scheduled?: 'isolation' | 'contract';
    };

    certificateChecks?: {
      /** Time after which a check gives up. Default: ten seconds. */
      timeout?: HumanDuration | string;
      /**
       * Address ranges that checks may connect to although loopback, link-local,
       * metadata and multicast addresses are refused: for development.
       */
      allowedAddresses?: string[];
      /** File with certification authorities (PEM) to trust beside the usual ones. */
      caFile?: string;
    };
  };
}
