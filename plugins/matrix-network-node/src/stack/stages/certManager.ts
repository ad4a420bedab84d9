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

import {
  ClusterFacts,
  findRelease,
  KubernetesObject,
  StackSpec,
  Wait,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ReleaseObjects } from '../../releases';
import { shared } from '../labels';
import { applyPatches } from '../manifests';
import { dropNulls } from '../patches/dropNulls';
import { imageRegistry } from '../patches/imageRegistry';
import { releaseDefects } from '../patches/releaseDefects';
import { servedKinds } from '../servedKinds';
import { StageRenderer } from './StageContext';

/** cert-manager, unless one is there already or certificates come from elsewhere. */
export const certManager: StageRenderer = ({ spec, facts, releases }) => {
  const stage = { id: 'cert-manager', title: 'cert-manager' } as const;
  if (spec.certificates.management === 'external') {
    return {
      ...stage,
      objects: [],
      waits: [],
      note: 'cert-manager is left out: TLS Secrets come from an external PKI',
    };
  }
  if (!releases.certManager) {
    return {
      ...stage,
      objects: [],
      waits: [answersDryRun(spec)],
      note: usedAsInstalled(facts),
    };
  }
  const objects = objectsOf(releases.certManager, spec);
  return { ...stage, objects, waits: waitsFor(objects, spec) };
};

function usedAsInstalled(facts: ClusterFacts): string {
  if (!facts.certManager) {
    return 'cert-manager is used as installed';
  }
  const { version, namespace, owner } = facts.certManager;
  return `cert-manager ${version} in namespace ${namespace} is used as it is; it is managed by ${owner}`;
}

function objectsOf(
  release: ReleaseObjects,
  spec: StackSpec,
): KubernetesObject[] {
  const known = findRelease(release.component, release.version);
  return applyPatches(
    release.objects.filter(({ kind }) => kind !== 'Namespace'),
    [
      dropNulls,
      releaseDefects(known?.defects ?? []),
      imageRegistry(spec.images.registry),
    ],
  ).map(shared('cert-manager'));
}

function waitsFor(objects: KubernetesObject[], spec: StackSpec): Wait[] {
  const waits = objects.flatMap((object): Wait[] => {
    const { name, namespace } = object.metadata;
    switch (object.kind) {
      case 'CustomResourceDefinition':
        return [{ kind: 'crdEstablished', name, serves: servedKinds(object) }];
      case 'Deployment':
        return namespace
          ? [{ kind: 'deploymentAvailable', namespace, name }]
          : [];
      case 'ValidatingWebhookConfiguration':
      case 'MutatingWebhookConfiguration':
        return [{ kind: 'webhookReady', configurationKind: object.kind, name }];
      default:
        return [];
    }
  });
  return [...waits, answersDryRun(spec)];
}

/** cert-manager works once its webhook lets an Issuer through; nothing is stored. */
function answersDryRun(spec: StackSpec): Wait {
  return {
    kind: 'dryRunAccepted',
    object: {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Issuer',
      metadata: {
        name: 'matrix-network-check',
        namespace: spec.namespace,
      },
      spec: { selfSigned: {} },
    },
  };
}
