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

import { render, screen, within } from '@testing-library/react';
import { ConflictTable } from './ConflictTable';

const object = 'Deployment ingress-nginx/ingress-nginx-controller';

const conflict = (field: string, manager: string) => ({
  object,
  field,
  manager,
});

const rowOf = (name: string) =>
  within(
    screen.getByRole('row', {
      name: (_, row) => !!row.textContent?.match(name),
    }),
  );

describe('ConflictTable', () => {
  it('names each field with its owner where there are several', () => {
    render(
      <ConflictTable
        conflicts={[
          conflict('(whole object)', 'helm'),
          conflict('.spec.replicas', 'kubectl'),
        ]}
      />,
    );

    const row = rowOf(object);
    expect(row.getByText('(whole object)').parentElement).toHaveTextContent(
      '(whole object) of helm',
    );
    expect(row.getByText('spec.replicas').parentElement).toHaveTextContent(
      'spec.replicas of kubectl',
    );
    expect(row.getByText('helm, kubectl')).toBeInTheDocument();
  });

  it('names the owner once where it is one, and counts what is too much to read', () => {
    render(
      <ConflictTable
        conflicts={Array.from({ length: 14 }, (_, index) =>
          conflict(`.spec.f${index}`, 'helm'),
        )}
      />,
    );

    const row = rowOf(object);
    expect(row.getAllByText(/^spec\.f/)).toHaveLength(12);
    expect(row.getByText('and 2 more fields')).toBeInTheDocument();
    expect(row.getAllByText(/helm/)).toHaveLength(1);
  });
});
