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

import { Express, Request } from 'express';
import { createHash } from 'node:crypto';
import { sendJson } from '../apiserver/respond';
import { UnknownPathError } from '../store/ApiError';
import { MemoryObjectStore } from '../store/MemoryObjectStore';
import { ResourceType } from '../store/ObjectStore';
import { aggregatedDiscovery } from './aggregatedDiscovery';
import { resourceList } from './resourceList';

const aggregatedType =
  /application\/json;(?=[^,]*g=apidiscovery\.k8s\.io)(?=[^,]*v=v2(?:;|,|$))(?=[^,]*as=APIGroupDiscoveryList)/;
const aggregatedContentType =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** Serves /api and /apis: what kinds there are, plain and aggregated. */
export function serveDiscovery(app: Express, store: MemoryObjectStore): void {
  app.get(['/api', '/apis'], (request, response) => {
    const isCore = request.path.startsWith('/apis') === false;
    const types = store
      .resourceTypes()
      .filter(({ group }) => (group === '') === isCore);
    response.set('Vary', 'Accept');
    if (isAggregated(request)) {
      const body = aggregatedDiscovery(types);
      const digest = createHash('sha256')
        .update(JSON.stringify(body))
        .digest('hex')
        .toUpperCase();
      response.set({
        ETag: `"${digest}"`,
        'X-From-Cache': undefined,
      });
      if (request.headers['if-none-match'] === `"${digest}"`) {
        response.status(304).end();
        return;
      }
      response
        .status(200)
        .type(aggregatedContentType)
        .send(JSON.stringify(body));
      return;
    }
    sendJson(
      request,
      response,
      isCore ? coreVersions(request) : groupList(types),
    );
  });
  app.get('/apis/:group', (request, response, next) => {
    const group = apiGroups(store.resourceTypes()).find(
      ({ name }) => name === request.params.group,
    );
    if (!group) {
      next(new UnknownPathError());
      return;
    }
    sendJson(request, response, {
      kind: 'APIGroup',
      apiVersion: 'v1',
      ...group,
    });
  });
  app.get(
    ['/api/:version', '/apis/:group/:version'],
    (request, response, next) => {
      const { group = '', version } = request.params;
      const types = store
        .resourceTypes()
        .filter(type => type.group === group && type.version === version);
      if (types.length === 0 && group !== 'authorization.k8s.io') {
        next(new UnknownPathError());
        return;
      }
      sendJson(request, response, resourceList(group, version, types));
    },
  );
}

function isAggregated(request: Request): boolean {
  return aggregatedType.test((request.headers.accept ?? '').replace(/\s/g, ''));
}

function coreVersions(request: Request): unknown {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [
      { clientCIDR: '0.0.0.0/0', serverAddress: request.headers.host ?? '' },
    ],
  };
}

interface ApiGroup {
  name: string;
  versions: { groupVersion: string; version: string }[];
  preferredVersion: { groupVersion: string; version: string };
}

function apiGroups(types: readonly ResourceType[]): ApiGroup[] {
  const groups = new Map<string, Set<string>>();
  for (const { group, version } of types) {
    if (group) {
      groups.set(group, (groups.get(group) ?? new Set()).add(version));
    }
  }
  groups.set('authorization.k8s.io', new Set(['v1']));
  return [...groups].map(([name, versions]) => {
    const listed = [...versions].map(version => ({
      groupVersion: `${name}/${version}`,
      version,
    }));
    return { name, versions: listed, preferredVersion: listed[0] };
  });
}

function groupList(types: readonly ResourceType[]): unknown {
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: apiGroups(types) };
}
