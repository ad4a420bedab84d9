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

import { NetworkSnapshot } from '@matrix-network/backstage-plugin-matrix-network-common';
import { useMemo } from 'react';
import { MarkedPolicy, policyOf, writtenPart, yamlText } from '../../model';
import { LineMark, YamlView } from '../Layout';

/** A policy as it is on the cluster, with the lines that decide, or how its rules miss. */
export function PolicyYaml(props: {
  marked: MarkedPolicy;
  network: NetworkSnapshot;
}) {
  const { marked, network } = props;
  const object = policyOf(marked.policy, network);
  const shown = useMemo(() => {
    if (!object) {
      return undefined;
    }
    const yaml = yamlText(writtenPart(object));
    const marks = marked.marks.flatMap(({ path, tone, note }): LineMark[] => {
      const lines = yaml.linesOf(path);
      return lines ? [{ lines, tone, note }] : [];
    });
    return { yaml, marks };
  }, [object, marked]);
  return shown ? (
    <YamlView
      yaml={shown.yaml}
      marks={shown.marks}
      label={`${marked.policy.kind} ${marked.policy.name}`}
    />
  ) : null;
}
