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

import { kubeConfigFor } from './kubeConfigFor';

const user = { name: 'u', token: 'secret-token' };

it.each([
  'http://localhost:8001',
  'http://127.0.0.1:7443',
  'http://[::1]:8001',
])('takes plain HTTP on this machine: %s', server => {
  const kubeConfig = kubeConfigFor(
    { name: 'c', server, skipTLSVerify: false },
    user,
  );

  expect(kubeConfig.getCurrentCluster()?.server).toBe(server);
});

it('refuses plain HTTP to elsewhere', () => {
  expect(() =>
    kubeConfigFor(
      { name: 'c', server: 'http://10.0.0.1', skipTLSVerify: false },
      user,
    ),
  ).toThrow("Cluster 'c' has the address http://10.0.0.1; accepted: https");
});

it('verifies TLS unless told not to', () => {
  const server = 'https://10.0.0.1:6443';
  const verified = { name: 'c', server, skipTLSVerify: false };

  expect(kubeConfigFor(verified, user).getCurrentCluster()).toMatchObject({
    skipTLSVerify: false,
  });
});
