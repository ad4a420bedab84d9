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

import { runCli, TestFolder } from './TestFolder';

export const specYaml = `apiVersion: matrix-network.io/v1
kind: MatrixCluster
metadata:
  name: chat-eu
spec:
  kubernetesCluster: prod
  domain: chat.example.org
  targetCcu: 1000
`;

/** PEM that is none: its third line holds a character that base64 has not. */
export const broken =
  '-----BEGIN CERTIFICATE-----\nAAAA\nB*BB\n-----END CERTIFICATE-----\n';

/** What a command says when it ends with 2, the test's folder left out; never a credential. */
export async function refusalIn(
  folder: TestFolder,
  ...args: string[]
): Promise<string> {
  const { code, out, err } = await runCli(...args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).not.toContain('se-cret');
  return err.replaceAll(`${folder.path}/`, '');
}
