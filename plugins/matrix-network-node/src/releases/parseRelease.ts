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

import { InputError } from '@backstage/errors';
import {
  KubernetesObject,
  ReleaseComponent,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { parseAllDocuments } from 'yaml';
import { kubernetesObjectSchema } from '../cluster/objectSchema';
import { ReleaseManifest } from './ReleaseSource';

/** A release's objects, read from its manifest and not yet patched. @public */
export interface ReleaseObjects {
  component: ReleaseComponent;
  version: string;
  sha256: string;
  objects: KubernetesObject[];
}

const MAX_OBJECTS = 200;

const commonKinds = [
  'v1/Namespace',
  'v1/ServiceAccount',
  'v1/Service',
  'v1/ConfigMap',
  'apps/v1/Deployment',
  'rbac.authorization.k8s.io/v1/Role',
  'rbac.authorization.k8s.io/v1/RoleBinding',
  'rbac.authorization.k8s.io/v1/ClusterRole',
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding',
  'admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration',
];

/** What a manifest may hold. Anything else is refused: it would run with the applier's rights. */
const accepted: Record<
  ReleaseComponent,
  { kinds: readonly string[]; namespaces: readonly string[] }
> = {
  'ingress-nginx': {
    kinds: [
      ...commonKinds,
      'batch/v1/Job',
      'networking.k8s.io/v1/IngressClass',
    ],
    namespaces: ['ingress-nginx'],
  },
  'cert-manager': {
    kinds: [
      ...commonKinds,
      'apiextensions.k8s.io/v1/CustomResourceDefinition',
      'admissionregistration.k8s.io/v1/MutatingWebhookConfiguration',
    ],
    namespaces: ['cert-manager', 'kube-system'],
  },
};

/**
 * Reads a manifest's objects.
 * @throws InputError when it is not YAML, or holds an object that a release of this component must not hold.
 * @public
 */
export function parseRelease(manifest: ReleaseManifest): ReleaseObjects {
  const { component, version, sha256 } = manifest;
  const refuse = (reason: string, cause?: unknown) =>
    new InputError(`The manifest of ${component} ${version} ${reason}`, cause);

  const objects: KubernetesObject[] = [];
  for (const [index, value] of parseYaml(manifest.yaml, refuse).entries()) {
    const parsed = kubernetesObjectSchema.safeParse(value);
    if (!parsed.success) {
      throw refuse(
        `has a document (number ${index + 1}) that is no Kubernetes object`,
        parsed.error,
      );
    }
    const problem = problemOf(parsed.data, component);
    if (problem) {
      throw refuse(problem);
    }
    objects.push(parsed.data);
  }
  if (objects.length === 0 || objects.length > MAX_OBJECTS) {
    throw refuse(
      `has ${objects.length} objects; accepted: 1 to ${MAX_OBJECTS}`,
    );
  }
  return { component, version, sha256, objects };
}

function parseYaml(
  yaml: string,
  refuse: (reason: string, cause?: unknown) => Error,
): unknown[] {
  const documents = parseAllDocuments(yaml);
  const values: unknown[] = [];
  for (const document of documents) {
    const [error] = document.errors;
    if (error) {
      throw refuse('is not valid YAML', error);
    }
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    if (value !== null && value !== undefined) {
      values.push(value);
    }
  }
  return values;
}

function problemOf(
  object: KubernetesObject,
  component: ReleaseComponent,
): string | undefined {
  const { kinds, namespaces } = accepted[component];
  const kind = `${object.apiVersion}/${object.kind}`;
  const { name, namespace } = object.metadata;
  if (!kinds.includes(kind)) {
    return `holds ${object.kind} '${name}' of ${
      object.apiVersion
    }; accepted kinds: ${kinds.join(', ')}`;
  }
  if (namespace !== undefined && !namespaces.includes(namespace)) {
    return `holds ${
      object.kind
    } '${name}' in namespace '${namespace}'; accepted: ${namespaces.join(
      ', ',
    )}`;
  }
  if (object.kind === 'Namespace' && !namespaces.includes(name)) {
    return `holds the Namespace '${name}'; accepted: ${namespaces.join(', ')}`;
  }
  return undefined;
}
