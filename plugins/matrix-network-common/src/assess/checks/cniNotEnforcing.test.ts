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
  found,
  networkPlugin,
  perfectSnapshot,
  unread,
} from '../__testUtils__/snapshotBuilder';
import { cniNotEnforcing } from './cniNotEnforcing';

describe('cni-not-enforcing', () => {
  const flannel = perfectSnapshot(undefined, {
    controllers: [
      networkPlugin('kube-flannel-ds', {
        namespace: 'kube-flannel',
        podLabels: { app: 'flannel' },
        images: ['docker.io/flannel/flannel:v0.25.1'],
      }),
    ],
  });

  it('says that Flannel alone isolates nothing', () => {
    const [finding] = found(cniNotEnforcing, flannel);
    expect(finding).toMatchObject({
      severity: 'critical',
      title: 'Flannel does not enforce policies: nothing is isolated',
    });
    expect(finding.cause).toContain('kube-flannel/kube-flannel-ds');
  });

  it('says how to switch the agent of the AWS VPC CNI on', () => {
    const [finding] = found(
      cniNotEnforcing,
      perfectSnapshot(undefined, {
        controllers: [
          networkPlugin('aws-node', {
            images: ['ecr/amazon/aws-network-policy-agent:v1.1.5'],
            args: ['--enable-network-policy=false'],
          }),
        ],
      }),
    );
    expect(finding.cause).toContain('--enable-network-policy=true');
    expect(finding.remedy).toContain('vpc-cni');
  });

  it('finds nothing with Calico', () => {
    expect(found(cniNotEnforcing, perfectSnapshot())).toEqual([]);
  });

  it('goes by pods where DaemonSets may not be read', () => {
    const snapshot = perfectSnapshot(undefined, { controllers: [] });
    const pods = snapshot.pods.map(pod =>
      pod.namespace === 'kube-system'
        ? { ...pod, labels: { app: 'flannel' } }
        : pod,
    );
    const [finding] = found(
      cniNotEnforcing,
      unread({ ...snapshot, pods }, 'daemonSets'),
    );
    expect(finding).toMatchObject({ severity: 'critical' });
  });
});
