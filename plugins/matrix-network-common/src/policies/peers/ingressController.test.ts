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

import { facts, factsWithController, specWith } from '../__testUtils__/specs';
import { ingressController } from './ingressController';

const pods = {
  namespaceSelector: {
    matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' },
  },
  podSelector: {
    matchLabels: {
      'app.kubernetes.io/name': 'ingress-nginx',
      'app.kubernetes.io/instance': 'ingress-nginx',
      'app.kubernetes.io/component': 'controller',
    },
  },
};
const nodeLocal = specWith({ ingress: { exposure: 'nodeLocal' } });

describe('ingressController', () => {
  it('is one peer with both selectors: pods of that name in that namespace', () => {
    expect(ingressController(specWith(), facts)).toEqual([pods]);
  });

  it('is known by the nodes too where it is node-local', () => {
    expect(ingressController(nodeLocal, facts)).toEqual([
      pods,
      { ipBlock: { cidr: '192.168.10.0/24' } },
    ]);
  });

  it('leaves pods out of a node range that holds them', () => {
    expect(
      ingressController(nodeLocal, { ...facts, nodeCidrs: ['10.0.0.0/8'] }),
    ).toEqual([
      pods,
      { ipBlock: { cidr: '10.0.0.0/8', except: ['10.244.0.0/16'] } },
    ]);
  });

  it('keeps a node whose address lies in the pod range, as some clouds have it', () => {
    expect(
      ingressController(nodeLocal, { ...facts, nodeCidrs: ['10.244.7.1/32'] }),
    ).toEqual([pods, { ipBlock: { cidr: '10.244.7.1/32' } }]);
  });

  describe('of others', () => {
    const others = {
      namespaceSelector: {
        matchLabels: { 'kubernetes.io/metadata.name': 'infra' },
      },
      podSelector: {
        matchLabels: {
          'app.kubernetes.io/name': 'ingress-nginx',
          'app.kubernetes.io/instance': 'web',
          'app.kubernetes.io/component': 'controller',
        },
      },
    };

    it("is one peer, and the stack's own is none", () => {
      expect(ingressController(specWith(), factsWithController())).toEqual([
        others,
      ]);
    });

    it('is known by the nodes too where it is on the host network, whatever the spec says of exposure', () => {
      const onHost = [others, { ipBlock: { cidr: '192.168.10.0/24' } }];

      expect(ingressController(specWith(), factsWithController(true))).toEqual(
        onHost,
      );
      expect(ingressController(nodeLocal, factsWithController(true))).toEqual(
        onHost,
      );
      expect(ingressController(nodeLocal, factsWithController())).toEqual([
        others,
      ]);
    });

    it('is known by the ranges that the spec names', () => {
      const spec = specWith({ network: { nodeCidrs: ['10.20.0.0/16'] } });

      expect(ingressController(spec, factsWithController(true))).toEqual([
        others,
        { ipBlock: { cidr: '10.20.0.0/16' } },
      ]);
    });
  });
});
