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

  it('let only requests and where to run change while suspended', async () => {
    const { api } = server();
    const suspended = (image: string, pod: object = {}) => {
      const { spec, ...rest } = job('waiting', image, { suspend: true });
      const { template } = spec;
      return {
        ...rest,
        spec: {
          ...spec,
          template: { ...template, spec: { ...template.spec, ...pod } },
        },
      };
    };
    await api.apply(jobs('waiting'), suspended('hook:1'));
    await until(
      'the Job says that it is suspended',
      () => api.get(jobs('waiting')),
      ({ body }) =>
        listAt(body, 'status', 'conditions').some(
          condition =>
            at(condition, 'type') === 'Suspended' &&
            at(condition, 'status') === 'True',
        ),
    );

    expect(await api.apply(jobs('waiting'), suspended('hook:2'))).toMatchObject(
      refusal(
        422,
        'Invalid',
        expect.stringMatching(
          /^Job\.batch "waiting" is invalid: spec\.template\.spec: Invalid value: .*: field is immutable$/s,
        ),
        {
          name: 'waiting',
          group: 'batch',
          kind: 'Job',
          causes: [expect.objectContaining({ field: 'spec.template.spec' })],
        },
      ),
    );
    const moved = suspended('hook:1', {
      nodeSelector: { 'contract.example.org/none': '' },
      containers: [
        { name: 'hook', image: 'hook:1', resources: { limits: { cpu: '1' } } },
      ],
    });
    expect(await api.apply(jobs('waiting'), moved)).toMatchObject({
      status: 200,
      body: {
        spec: {
          template: {
            spec: { nodeSelector: { 'contract.example.org/none': '' } },
          },
        },
      },
    });
  });

  it('run once they are not suspended any more', async () => {
    const { api } = server();
    await api.apply(
      jobs('resumed'),
      job('resumed', 'hook:1', { suspend: true }),
    );
    await until(
      'the Job says that it is suspended',
      () => api.get(jobs('resumed')),
      ({ body }) => at(body, 'status', 'conditions', 0, 'type') === 'Suspended',
    );
    await api.apply(
      jobs('resumed'),
      job('resumed', 'hook:1', { suspend: false }),
    );

    const { body } = await until(
      'the Job is complete',
      () => api.get(jobs('resumed')),
      answer => at(answer.body, 'status', 'succeeded') === 1,
    );
    expect(listAt(body, 'status', 'conditions')).toContainEqual(
      expect.objectContaining({
        type: 'Suspended',
        status: 'False',
        reason: 'JobResumed',
      }),
    );
  });

  it('have the labels of their template where they name none', async () => {
    const { api } = server();
    const { spec, ...rest } = job('labelled', 'hook:1', { suspend: true });
    const { body } = await api.apply(jobs('labelled'), {
      ...rest,
      spec: { ...spec, template: { spec: spec.template.spec } },
    });

    expect(at(body, 'metadata', 'labels')).toEqual(
      at(body, 'spec', 'template', 'metadata', 'labels'),
    );
    expect(at(body, 'metadata', 'labels')).toMatchObject({
      'batch.kubernetes.io/job-name': 'labelled',
    });
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

  it('leave their pods behind where nobody says otherwise, with a warning', async () => {
    const { api } = server();
    await api.apply(jobs('leaving'), job('leaving', 'hook:1'));
    const pods = () =>
      api.get(`/api/v1/namespaces/${NAMESPACE}/pods`, {
        labelSelector: 'batch.kubernetes.io/job-name=leaving',
      });
    await until(
      'the Job is complete',
      () => api.get(jobs('leaving')),
      ({ body }) => at(body, 'status', 'succeeded') === 1,
    );

    const answer = await api.delete(jobs('leaving'));

    expect(answer.headers.warning).toContain(
      'child pods are preserved by default when jobs are deleted; set propagationPolicy=Background',
    );
    const { body } = await until(
      'the pod is nobody’s',
      pods,
      left => !at(left.body, 'items', 0, 'metadata', 'ownerReferences'),
    );
    expect(listAt(body, 'items')).toHaveLength(1);
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
