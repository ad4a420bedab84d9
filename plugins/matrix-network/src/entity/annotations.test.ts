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

import { filterPredicateToFilterFunction } from '@backstage/filter-predicates';
import {
  kubernetesClusterEntity,
  systemEntity,
  workloadEntity,
} from '../__testUtils__';
import { entityScope, isMatrixNetworkAvailable } from './annotations';
import { matrixNetworkEntityFilter } from './filter';

const plainComponent = {
  ...systemEntity('x'),
  kind: 'Component',
  metadata: { name: 'x' },
};
const database = {
  ...kubernetesClusterEntity('x'),
  spec: { type: 'database', owner: 'guests' },
};

describe('entityScope', () => {
  it('is a workload with both annotations', () => {
    expect(entityScope(workloadEntity('chat-eu', 'redis'))).toEqual({
      kind: 'workload',
      matrixCluster: 'chat-eu',
      workload: 'redis',
    });
  });

  it('is a whole Matrix cluster with one', () => {
    expect(entityScope(systemEntity('chat-eu'))).toEqual({
      kind: 'matrixCluster',
      matrixCluster: 'chat-eu',
    });
  });

  it('is a Kubernetes cluster by type, by its name or title', () => {
    const entity = kubernetesClusterEntity('arn-aws-1a2b');
    const titled = {
      ...entity,
      metadata: { ...entity.metadata, title: 'arn:aws:eks:1' },
    };
    expect(entityScope(titled)).toEqual({
      kind: 'kubernetesCluster',
      names: ['arn-aws-1a2b', 'arn:aws:eks:1'],
    });
  });

  it('is nothing for other entities', () => {
    expect(entityScope(plainComponent)).toBeUndefined();
    expect(entityScope(database)).toBeUndefined();
  });
});

describe('matrixNetworkEntityFilter', () => {
  it.each([
    workloadEntity('chat-eu', 'redis'),
    systemEntity('chat-eu'),
    kubernetesClusterEntity('sandbox'),
    plainComponent,
    database,
  ])('agrees with isMatrixNetworkAvailable', entity => {
    const matches = filterPredicateToFilterFunction(matrixNetworkEntityFilter);
    expect(matches(entity)).toBe(isMatrixNetworkAvailable(entity));
  });
});
