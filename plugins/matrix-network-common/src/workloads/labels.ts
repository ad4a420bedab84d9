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

/** Label that lets the ingress controller in (policy `allow-from-ingress`). @public */
export const EXPOSE_LABEL = 'app.kubernetes.io/expose';
/** Label that lets Prometheus in (policy `allow-prometheus-scraping`). @public */
export const SCRAPE_LABEL = 'prometheus.io/scrape';
/** Tells the main instance's pods (`main`) from the lawful-interception instance's (`li`). @public */
export const INSTANCE_LABEL = 'matrix.instance';
/** The Kubernetes-recommended name label. @public */
export const NAME_LABEL = 'app.kubernetes.io/name';
/** @public */
export const COMPONENT_LABEL = 'app.kubernetes.io/component';
/** Set by the API server on every namespace, so it can be relied on where `name` can't. @public */
export const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';
/** Set by CloudNativePG on the pods of a database cluster. @public */
export const CNPG_CLUSTER_LABEL = 'cnpg.io/cluster';
/** Set by the MinIO operator on the pods of a tenant. @public */
export const MINIO_TENANT_LABEL = 'v1.min.io/tenant';
