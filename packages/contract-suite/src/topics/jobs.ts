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

import { Topic } from './Topic';
import { at, createNamespace, listAt, refusal, textAt, until } from './helpers';

const NAMESPACE = 'contract-jobs';
const jobs = (name?: string) =>
  `/apis/batch/v1/namespaces/${NAMESPACE}/jobs${name ? `/${name}` : ''}`;

const job = (name: string, image: string, spec: object = {}) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name },
  spec: {
    ...spec,
    template: {
      metadata: { labels: { job: name } },
      spec: {
        restartPolicy: 'Never',
        containers: [{ name: 'hook', image }],
      },
    },
  },
});

export const jobsTopic: Topic = server => {
  beforeAll(() => createNamespace(server().api, NAMESPACE));

  it('keep their template, whoever forces', async () => {
    const { api } = server();
    await api.apply(jobs('fixed'), job('fixed', 'hook:1'));

    for (const force of [false, true]) {
      expect(
        await api.apply(jobs('fixed'), job('fixed', 'hook:2'), { force }),
      ).toMatchObject(
        refusal(
          422,
          'Invalid',
          expect.stringMatching(
            /^Job\.batch "fixed" is invalid: spec\.template: Invalid value: .*: field is immutable$/s,
          ),
          {
            name: 'fixed',
            group: 'batch',
            kind: 'Job',
            causes: [
              expect.objectContaining({
                reason: 'FieldValueInvalid',
                field: 'spec.template',
              }),
            ],
          },
        ),
      );
    }
  });

  it('complete, and go by themselves after ttlSecondsAfterFinished 0', async () => {
    const { api } = server();
    await api.apply(
      jobs('vanishing'),
      job('vanishing', 'hook:1', { ttlSecondsAfterFinished: 0 }),
    );

    const gone = await until(
      'the Job is gone',
      () => api.get(jobs('vanishing')),
      ({ status }) => status === 404,
    );
    expect(gone.status).toBe(404);
  });

  it('stay as complete without one', async () => {
    const { api } = server();
    await api.apply(jobs('staying'), job('staying', 'hook:1'));

    const { body } = await until(
      'the Job is complete',
      () => api.get(jobs('staying')),
      answer =>
        listAt(answer.body, 'status', 'conditions').some(
          condition => at(condition, 'type') === 'Complete',
        ),
    );
    expect(at(body, 'status', 'succeeded')).toBe(1);
  });

  it('take their pods along', async () => {
    const { api } = server();
    await api.apply(jobs('parent'), job('parent', 'hook:1'));
    const pods = () =>
      api.get(`/api/v1/namespaces/${NAMESPACE}/pods`, {
        labelSelector: 'batch.kubernetes.io/job-name=parent',
      });
    const { body } = await until(
      'the Job has a pod',
      pods,
      answer => listAt(answer.body, 'items').length === 1,
    );
    expect(
      at(body, 'items', 0, 'metadata', 'ownerReferences', 0),
    ).toMatchObject({ kind: 'Job', name: 'parent', controller: true });

    await api.delete(jobs('parent'), { propagationPolicy: 'Background' });

    await until(
      'the pod is gone',
      pods,
      answer => listAt(answer.body, 'items').length === 0,
    );
  });

  it('may be made anew once gone, not before', async () => {
    const { api } = server();
    const made = await api.apply(jobs('again'), job('again', 'hook:1'));
    const uid = textAt(made.body, 'metadata', 'uid');
    await api.delete(jobs('again'), {
      propagationPolicy: 'Background',
      preconditions: { uid },
    });

    const anew = await until(
      'the Job is made anew',
      () => api.apply(jobs('again'), job('again', 'hook:2')),
      ({ status }) => status === 201,
    );
    expect(at(anew.body, 'metadata', 'uid')).not.toBe(uid);
  });
};
