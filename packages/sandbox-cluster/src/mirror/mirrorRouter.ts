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

import { KubernetesObject } from '@matrix-network/backstage-plugin-matrix-network-common';
import { Router } from 'express';
import { stringify } from 'yaml';
import { certManagerRelease, certManagerVersions } from './certManager';
import { ingressNginxRelease, ingressNginxVersions } from './ingressNginx';

/** Every release of the mirror, by its path. */
export function mirrorFiles(): ReadonlyMap<string, string> {
  return new Map([
    ...ingressNginxVersions.map(
      version =>
        [
          `ingress-nginx/controller-v${version}.yaml`,
          toYaml(ingressNginxRelease(version)),
        ] as const,
    ),
    ...certManagerVersions.map(
      version =>
        [
          `cert-manager/cert-manager-v${version}.yaml`,
          toYaml(certManagerRelease(version)),
        ] as const,
    ),
  ]);
}

/** Serves the mirror's files; readable without a token, as a mirror on the web is. */
export function createMirrorRouter(): Router {
  const files = mirrorFiles();
  const router = Router();
  router.get('/', (_request, response) => {
    response.json({ files: [...files.keys()] });
  });
  for (const [path, content] of files) {
    router.get(`/${path}`, (_request, response) => {
      response.type('application/yaml').send(content);
    });
  }
  router.use((request, response) => {
    response
      .status(404)
      .type('text/plain')
      .send(
        `No ${request.path} here. The files are: ${[...files.keys()].join(
          ', ',
        )}\n`,
      );
  });
  return router;
}

function toYaml(objects: KubernetesObject[] = []): string {
  return objects
    .map(object => stringify(object, { aliasDuplicateObjects: false }))
    .join('---\n');
}
