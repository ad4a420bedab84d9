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

/** Answers that the form keeps, though a change of another one has taken their question away. */
const askedWith: Readonly<
  Record<string, (answers: Record<string, unknown>) => boolean>
> = {
  release: ({ management }) => management === 'install',
  issuer: ({ management }) => management !== 'external',
  organisationCaSecret: ({ management, issuer }) =>
    management !== 'external' && issuer === 'organisation-ca',
  letsEncrypt: ({ management, issuer }) =>
    management !== 'external' &&
    (issuer === 'organisation-ca' || issuer === 'selfsigned'),
  hosts: ({ management }) => management === 'external',
};

/** The answers about certificates that count. The template's steps take the same. */
export function askedCertificates(
  answers: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(answers).filter(
      ([field]) => askedWith[field]?.(answers) ?? true,
    ),
  );
}
