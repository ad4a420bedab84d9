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
  NetworkPolicy,
  validateNetworkPolicy,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import {
  isRecord,
  readYaml,
  shownValue,
  TextProblem,
  valueAt,
  YamlPart,
} from './readYaml';

/** Policies that somebody wrote, or what is wrong with them. */
export type ReadPolicies =
  | { policies: NetworkPolicy[] }
  | { problems: TextProblem[] };

const API_VERSION = 'networking.k8s.io/v1';
const KIND = 'NetworkPolicy';

/** A document, or an item of a List, with the path to it. */
interface Candidate {
  value: unknown;
  prefix: string;
  part: YamlPart;
}

/** `kubectl get -o yaml` puts several objects into a List. */
function candidatesOf(part: YamlPart): Candidate[] {
  const { value } = part;
  const isList = isRecord(value) && /List$/.test(String(value.kind));
  const items = isList ? value.items : undefined;
  return Array.isArray(items)
    ? items.map((item, index) => ({
        value: item,
        prefix: `items[${index}]`,
        part,
      }))
    : [{ value, prefix: '', part }];
}

function problemAt(
  { prefix, part }: Candidate,
  path: string,
  message: string,
): TextProblem {
  const field = [prefix, path].filter(text => text !== '').join('.');
  const line = part.places.linesOf(field)?.from;
  return { ...(line !== undefined && { line }), field, message };
}

/** What is wrong with the kind or the namespace, before anything else is looked at. */
function identityProblems(
  candidate: Candidate,
  namespace: string,
): TextProblem[] {
  const { value } = candidate;
  if (!isRecord(value)) {
    return [
      problemAt(
        candidate,
        '',
        `${shownValue(value)} is not accepted: a ${KIND} of ${API_VERSION} is.`,
      ),
    ];
  }
  const expected = { kind: KIND, apiVersion: API_VERSION } as const;
  const wrong = (['kind', 'apiVersion'] as const).filter(
    field => value[field] !== expected[field],
  );
  if (wrong.length > 0) {
    return wrong.map(field =>
      problemAt(
        candidate,
        field,
        value[field] === undefined
          ? `is missing: ${expected[field]} is accepted.`
          : `${shownValue(value[field])} is not accepted: ${
              expected[field]
            } is.`,
      ),
    );
  }
  const metadata = isRecord(value.metadata) ? value.metadata : {};
  const own = metadata.namespace;
  return own === undefined || own === null || own === namespace
    ? []
    : [
        problemAt(
          candidate,
          'metadata.namespace',
          `${shownValue(
            own,
          )} is another namespace: the policies of ${namespace} are what can be changed here.`,
        ),
      ];
}

/** What the API server would refuse or drop. */
function schemaProblems(candidate: Candidate): TextProblem[] {
  const { value } = candidate;
  const problems = validateNetworkPolicy(value).map(({ path, message }) =>
    problemAt(candidate, path, withValue(message, valueAt(value, path))),
  );
  return isRecord(value) && !isRecord(value.spec) && problems.length === 0
    ? [problemAt(candidate, 'spec', 'is missing: a policy selects pods there.')]
    : problems;
}

/** Some messages say what is accepted, and not what was found. */
function withValue(message: string, value: unknown): string {
  const plain = message.replace(/^Invalid input: /, '');
  if (value === undefined) {
    return `is missing: ${plain.replace(', received undefined', '')}`;
  }
  const namesIt =
    typeof value === 'string'
      ? message.includes(`"${value}"`)
      : message.startsWith(`${String(value)} `);
  const isLong = isRecord(value) || Array.isArray(value);
  return namesIt || isLong
    ? plain
    : `${shownValue(value)} is not accepted: ${plain}`;
}

/** To the API server, `null` means not set; in a list or a map of labels, empty. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) {
    const whole = value.map(withoutNulls);
    const empty = whole.some(item => typeof item === 'string') ? '' : {};
    return whole.map(item => item ?? empty);
  }
  if (!isRecord(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, field]) => {
      if (key === 'matchLabels' && isRecord(field)) {
        const labels = Object.entries(field).map(([name, label]) => [
          name,
          label ?? '',
        ]);
        return [[key, Object.fromEntries(labels)]];
      }
      return field === null ? [] : [[key, withoutNulls(field)]];
    }),
  );
}

function isNetworkPolicy(value: unknown): value is NetworkPolicy {
  return isRecord(value) && validateNetworkPolicy(value).length === 0;
}

/** As the API server would store it: in its namespace, a missing selector as one of every pod. */
function asStored(value: unknown, namespace: string): NetworkPolicy[] {
  const cleaned = withoutNulls(value);
  if (!isNetworkPolicy(cleaned)) {
    return [];
  }
  return [
    {
      ...cleaned,
      metadata: { ...cleaned.metadata, namespace },
      spec: { ...cleaned.spec, podSelector: cleaned.spec.podSelector ?? {} },
    },
  ];
}

function duplicates(
  candidates: readonly Candidate[],
  policies: readonly NetworkPolicy[],
): TextProblem[] {
  return policies.flatMap(({ metadata }, index) =>
    policies.findIndex(other => other.metadata.name === metadata.name) < index
      ? [
          problemAt(
            candidates[index],
            'metadata.name',
            `'${metadata.name}' is there twice: each name is accepted once.`,
          ),
        ]
      : [],
  );
}

/**
 * NetworkPolicies of one namespace from YAML that somebody wrote or pasted,
 * several documents if need be.
 */
export function readPolicies(text: string, namespace: string): ReadPolicies {
  const read = readYaml(text);
  if ('problems' in read) {
    return read;
  }
  const candidates = read.parts.flatMap(candidatesOf);
  if (candidates.length === 0) {
    return {
      problems: [
        { field: '', message: `Nothing is here: a ${KIND} is accepted.` },
      ],
    };
  }
  const problems = candidates.flatMap(candidate => {
    const ofIdentity = identityProblems(candidate, namespace);
    return ofIdentity.length > 0 ? ofIdentity : schemaProblems(candidate);
  });
  if (problems.length > 0) {
    return { problems };
  }
  const policies = candidates.flatMap(({ value }) =>
    asStored(value, namespace),
  );
  const twice = duplicates(candidates, policies);
  return twice.length > 0 ? { problems: twice } : { policies };
}
