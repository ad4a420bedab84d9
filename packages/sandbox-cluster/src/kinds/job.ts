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
  equalJson,
  JsonObject,
  numberAt,
  objectAt,
  stringAt,
} from '../schema/json';
import { FieldProblem } from '../store/ApiError';
import { nameOf, setMetadata } from '../store/metadata';
import { KindRules } from '../store/ServedType';
import { immutableFields } from '../validation/immutable';
import { validatePodTemplate } from '../validation/podTemplate';
import { invalidValue } from '../validation/problems';
import { ensureObject, fill } from './defaults';
import { changedJobTemplate } from './jobTemplate';
import { defaultTemplate } from './podSpec';

const restartPolicies = ['OnFailure', 'Never'];

/** Jobs: a selector of their own, and a template that never changes. */
export const jobRules: KindRules = {
  applyDefaults: object => {
    const spec = ensureObject(object, 'spec');
    defaultTemplate(spec);
    defaultJobSpec(spec);
    const labels = objectAt(spec, 'template', 'metadata', 'labels');
    const own = objectAt(object, 'metadata', 'labels');
    if (Object.keys(own).length === 0 && Object.keys(labels).length > 0) {
      setMetadata(object, { labels: { ...labels } });
    }
  },
  prepare: (object, old) => {
    if (!old) {
      object.status = {};
      selectOwnPods(object);
    }
  },
  validate: (object, old) => [
    ...validatePodTemplate(
      objectAt(object, 'spec', 'template'),
      'spec.template',
      restartPolicies,
    ),
    ...nonNegative(object, [
      'parallelism',
      'completions',
      'backoffLimit',
      'ttlSecondsAfterFinished',
    ]),
    ...immutableFields(object, old, ['spec.completions', 'spec.selector']),
    ...changedJobTemplate(object, old),
    ...immutableFields(object, old, ['spec.completionMode']),
  ],
};

export const cronJobRules: KindRules = {
  applyDefaults: object => {
    const spec = ensureObject(object, 'spec');
    fill(spec, {
      concurrencyPolicy: 'Allow',
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
    });
    const template = ensureObject(spec, 'jobTemplate');
    ensureObject(template, 'metadata');
    defaultTemplate(ensureObject(template, 'spec'));
  },
  prepare: (object, old) => {
    if (!old) {
      object.status = {};
    }
  },
};

function defaultJobSpec(spec: JsonObject): void {
  if (spec.completions === undefined && spec.parallelism === undefined) {
    spec.completions = 1;
  }
  fill(spec, {
    parallelism: 1,
    backoffLimit: 6,
    completionMode: 'NonIndexed',
    manualSelector: false,
    suspend: false,
    podReplacementPolicy:
      spec.podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed',
  });
}

function selectOwnPods(object: JsonObject): void {
  const spec = ensureObject(object, 'spec');
  if (spec.manualSelector === true) {
    return;
  }
  const uid = stringAt(object, 'metadata', 'uid');
  const name = nameOf(object);
  const metadata = ensureObject(ensureObject(spec, 'template'), 'metadata');
  const given = objectAt(metadata, 'labels');
  metadata.labels = {
    ...given,
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': uid,
    'job-name': name,
  };
  const own = objectAt(object, 'metadata', 'labels');
  const template = objectAt(metadata, 'labels');
  // Labels that were taken from the template stay the template's.
  if (equalJson(own, given)) {
    setMetadata(object, { labels: { ...template } });
  }
  spec.selector = {
    matchLabels: { 'batch.kubernetes.io/controller-uid': uid },
  };
}

function nonNegative(object: JsonObject, fields: string[]): FieldProblem[] {
  return fields.flatMap(field => {
    const value = numberAt(object, 'spec', field) ?? 0;
    return value < 0
      ? [
          invalidValue(
            `spec.${field}`,
            value,
            'must be greater than or equal to 0',
          ),
        ]
      : [];
  });
}
