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

import { errorFromResponse } from './KubernetesApiError';

const request = 'PATCH /api/v1/namespaces/matrix';

it('carries what the Status says', () => {
  const error = errorFromResponse({
    statusCode: 409,
    request,
    body: JSON.stringify({
      kind: 'Status',
      message: 'Apply failed with 1 conflict',
      reason: 'Conflict',
      details: {
        causes: [
          {
            reason: 'FieldManagerConflict',
            message: 'conflict with "kubectl"',
            field: '.spec.replicas',
          },
        ],
      },
    }),
  });

  expect(error).toMatchObject({
    name: 'KubernetesApiError',
    statusCode: 409,
    reason: 'Conflict',
    message: 'Apply failed with 1 conflict',
    details: { causes: [{ field: '.spec.replicas' }] },
  });
});

it("keeps a proxy's text, but not all of it", () => {
  const error = errorFromResponse({
    statusCode: 502,
    request,
    body: `<h1>Bad gateway</h1>${'x'.repeat(100_000)}`,
  });

  expect(error.message).toMatch(/^<h1>Bad gateway/);
  expect(error.message.length).toBeLessThan(3000);
});

it('says something where the server said nothing', () => {
  const error = errorFromResponse({ statusCode: 503, request, body: '' });

  expect(error.message).toBe(`the server answered ${request} with status 503`);
});
