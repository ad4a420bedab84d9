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

import { ClusterState } from '../controllers/ClusterState';
import { NAMESPACE } from '../controllers/kinds';
import { objectAt } from '../schema/json';
import { AdmissionRequest } from '../store/ObjectStore';
import { podSecurityChecks } from './podSecurityChecks';

const ENFORCE = 'pod-security.kubernetes.io/enforce';

/**
 * Admission plugin PodSecurity: why the level that the namespace's labels
 * enforce refuses a new pod; undefined when it does not.
 */
export function podSecurityRefusal(
  { operation, group, kind, namespace, object }: AdmissionRequest,
  state: ClusterState,
): string | undefined {
  if (operation !== 'CREATE' || group !== '' || kind !== 'Pod') {
    return undefined;
  }
  const labels =
    state.get(NAMESPACE, undefined, namespace ?? '')?.metadata.labels ?? {};
  const level = labels[ENFORCE];
  if (level !== 'baseline' && level !== 'restricted') {
    return undefined;
  }
  const checks = podSecurityChecks.filter(
    check => level === 'restricted' || check.level === 'baseline',
  );
  const replaced = checks.map(({ replaces }) => replaces);
  const violations = checks
    .filter(({ id }) => !replaced.includes(id))
    .flatMap(({ run }) => run(objectAt(object, 'spec')) ?? [])
    .map(({ reason, detail }) => `${reason} (${detail})`);
  const version = labels[`${ENFORCE}-version`] ?? 'latest';
  return violations.length === 0
    ? undefined
    : `violates PodSecurity "${level}:${version}": ${violations.join(', ')}`;
}
