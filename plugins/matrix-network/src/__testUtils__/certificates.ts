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

import { CertificateHealth } from '@matrix-network/backstage-plugin-matrix-network-common';
import { daysFromNow } from './times';

export const readyCertificate: CertificateHealth = {
  namespace: 'matrix',
  name: 'chat-tls',
  secretName: 'chat-tls',
  issuer: 'letsencrypt-prod',
  dnsNames: ['chat.example.org', 'matrix.chat.example.org'],
  state: 'ready',
  notBefore: daysFromNow(-20),
  notAfter: daysFromNow(70),
  renewalTime: daysFromNow(40),
  daysLeft: 70,
  lifetimeUsed: 20 / 90,
  workloads: ['synapse-main', 'element-web'],
};

export const expiringCertificate: CertificateHealth = {
  namespace: 'matrix',
  name: 'element-tls',
  secretName: 'element-tls',
  issuer: 'letsencrypt-prod',
  dnsNames: ['element.chat.example.org'],
  state: 'expiring',
  notBefore: daysFromNow(-85),
  notAfter: daysFromNow(5),
  renewalTime: daysFromNow(-25),
  daysLeft: 5,
  lifetimeUsed: 85 / 90,
  workloads: ['element-web'],
  message: 'It should have been renewed 25 days ago.',
};

export const failedCertificate: CertificateHealth = {
  namespace: 'matrix',
  name: 'turn-tls',
  secretName: 'turn-tls',
  issuer: 'letsencrypt-prod',
  dnsNames: ['turn.chat.example.org'],
  state: 'failed',
  workloads: ['coturn'],
  message:
    'Order matrix/turn-tls-1-2345: 400 urn:ietf:params:acme:error:dns: no valid A records found for turn.chat.example.org',
};
