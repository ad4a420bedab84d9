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
  KubernetesObject,
  Stack,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { KindRef, KubernetesApiError, ListOptions } from '../../cluster';
import { miniatureReleases } from '../../__testUtils__/miniature';
import {
  realMirror,
  realReleases,
  realVersions,
} from '../../__testUtils__/mirror';
import { ObjectsClient } from '../../__testUtils__/ObjectsClient';
import { aSpec, someFacts } from '../../__testUtils__/specs';
import { renderStack } from '../../stack';
import { findUnrendered } from './findUnrendered';
import { stackKinds } from './stackKinds';

const ours = [{ manager: 'matrix-network', operation: 'Apply' as const }];

function policy(
  name: string,
  labels: Record<string, string>,
  metadata: Partial<KubernetesObject['metadata']> = {},
): KubernetesObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name,
      namespace: 'matrix',
      labels: { 'matrix-network.io/stage': 'policies', ...labels },
      managedFields: ours,
      ...metadata,
    },
  };
}

const own = {
  'app.kubernetes.io/managed-by': 'matrix-network',
  'matrix-network.io/matrix-cluster': 'chat-eu',
};
const shared = { 'app.kubernetes.io/managed-by': 'matrix-network' };

/** Heeds the two forms of label selector that are asked with. */
function fits({ metadata }: KubernetesObject, selector: string): boolean {
  return selector.split(',').every(part => {
    const [key, value] = part.replace('!', '').split('=');
    const label = metadata.labels?.[key];
    return part.startsWith('!') ? label === undefined : label === value;
  });
}

class LabelledClient extends ObjectsClient {
  readonly asked: string[] = [];
  /** Kinds that may be listed in these namespaces only. */
  readonly forbidden = new Map<string, string[]>();

  async list(kind: KindRef, options: ListOptions = {}) {
    this.asked.push(kind.kind);
    const { namespace, labelSelector = '' } = options;
    const allowed = this.forbidden.get(kind.kind);
    if (allowed && !(namespace && allowed.includes(namespace))) {
      throw new KubernetesApiError({ statusCode: 403, message: 'forbidden' });
    }
    const all = await super.list(kind);
    return all
      .filter(object => fits(object, labelSelector))
      .filter(({ metadata }) => !namespace || metadata.namespace === namespace);
  }
}

describe('findUnrendered', () => {
  const spec = aSpec();
  const stack = renderStack(spec, someFacts, miniatureReleases);
  const rendered = stack.stages
    .flatMap(({ objects }) => objects)
    .filter(({ kind }) => kind === 'NetworkPolicy');
  const find = (client: LabelledClient, of: Stack = stack) =>
    findUnrendered({ client, stack: of });

  it('finds what carries the labels and is not rendered, and nothing else', async () => {
    const client = new LabelledClient([
      ...rendered,
      policy('old-access', own),
      // The next apply takes it out itself.
      policy('matrix-network-bridge', own),
      policy('of-chat-us', {
        ...own,
        'matrix-network.io/matrix-cluster': 'us',
      }),
      policy('of-nobody', {}),
      policy('going', own, { deletionTimestamp: '2026-01-01T00:00:00Z' }),
      policy('made', own, {
        ownerReferences: [
          {
            apiVersion: 'v1',
            kind: 'X',
            name: 'x',
            uid: '1',
            controller: true,
          },
        ],
      }),
    ]);

    expect(await find(client)).toEqual({
      steps: [
        {
          entry: {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'NetworkPolicy',
            namespace: 'matrix',
            name: 'old-access',
            stage: 'policies',
            ownership: 'own',
          },
          decision: { action: 'delete', uid: undefined },
        },
      ],
      unread: [],
    });
  });

  it('says what a prune would keep, and why', async () => {
    const client = new LabelledClient([
      policy('edited', own, { managedFields: [] }),
      {
        ...policy('old', shared, { namespace: undefined }),
        apiVersion: 'v1',
        kind: 'Namespace',
      },
    ]);
    const { steps } = await find(client);

    expect(
      steps.map(({ entry, decision }) => [
        entry.name,
        entry.ownership,
        decision,
      ]),
    ).toEqual([
      [
        'edited',
        'own',
        {
          action: 'keep',
          reason: 'Field manager matrix-network owns nothing of it any more',
        },
      ],
      ['old', 'shared', expect.objectContaining({ needsWord: true })],
    ]);
  });

  it('knows what neighbours need', async () => {
    const client = new LabelledClient([policy('shared', shared)]);
    const decisionFor = async (entries: readonly KubernetesObject[]) => {
      const { steps } = await findUnrendered({
        client,
        stack,
        neighbours: [
          {
            matrixCluster: 'chat-us',
            needs: [],
            entries: entries.map(({ apiVersion, kind, metadata }) => ({
              ...{ apiVersion, kind, name: metadata.name, stage: 'policies' },
              ...{ namespace: metadata.namespace, ownership: 'shared' },
            })),
          },
        ],
      });
      return steps.map(({ decision }) => decision);
    };

    expect(await decisionFor([policy('shared', shared)])).toEqual([
      { action: 'keep', reason: 'Matrix cluster chat-us uses it' },
    ]);
    expect(await decisionFor([policy('other', shared)])).toEqual([
      expect.objectContaining({ action: 'delete' }),
    ]);
  });

  it('looks where it may, and says what it may not read', async () => {
    const client = new LabelledClient([policy('old-access', own)]);
    client.forbidden.set('NetworkPolicy', ['matrix']);
    client.forbidden.set('ClusterRole', []);
    const { steps, unread } = await find(client);

    expect(steps.map(({ entry }) => entry.name)).toEqual(['old-access']);
    expect(unread).toEqual([
      {
        resource: 'networkpolicies.networking.k8s.io',
        reason: 'the account may not list them',
        lookedIn: ['matrix'],
      },
      {
        resource: 'clusterroles.rbac.authorization.k8s.io',
        reason: 'the account may not list them',
        lookedIn: [],
      },
    ]);
  });

  it('never lists Secrets', async () => {
    const client = new LabelledClient([]);
    await find(client);
    expect(client.asked).toContain('Certificate');
    expect(client.asked).not.toContain('Secret');
  });
});

const describeReal = realMirror ? describe : describe.skip;

describeReal('stackKinds', () => {
  const known = new Map(stackKinds.map(kind => [kind.kind, kind]));

  it.each(realVersions)('has every kind of a stack of %p', async versions => {
    const releases = await realReleases(versions);
    const facts = { ...someFacts, prometheusOperator: true };
    const objects = (
      ['nodePort', 'loadBalancer', 'nodeLocal'] as const
    ).flatMap(exposure =>
      renderStack(
        aSpec({
          ingress: { exposure, release: versions.ingress },
          certificates: { release: versions.certManager },
        }),
        facts,
        releases,
      ).stages.flatMap(stage => stage.objects),
    );
    for (const { apiVersion, kind, metadata } of objects) {
      expect(known.get(kind)).toEqual({
        apiVersion,
        kind,
        isNamespaced: metadata.namespace !== undefined,
      });
    }
    expect(objects.length).toBeGreaterThan(100);
  });
});
