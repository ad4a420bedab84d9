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
  NetworkSnapshot,
  StackSpec,
  toStackSpecDocument,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { useMemo, useState } from 'react';
import { Change, toYaml, writtenPart } from '../../model';

/** Where somebody starts from. */
export type WhatIfMode = 'reapply' | 'spec' | 'policy' | 'addition';

/** All that was typed, also in modes that are not in sight: nothing gets lost. */
interface Drafts {
  mode?: WhatIfMode;
  spec?: string;
  addition: string;
  /** Name of the policy that is changed. */
  policy?: string;
  policies: Readonly<Record<string, string>>;
  removed: Readonly<Record<string, boolean>>;
}

/** What is edited, and what it started as. */
export interface Draft {
  text: string;
  isChanged: boolean;
}

export interface WhatIf {
  /** Undefined until somebody has chosen. */
  mode?: WhatIfMode;
  policy?: string;
  policyNames: readonly string[];
  /** The policy is to be removed rather than edited. */
  removed: boolean;
  /** What is edited; none where there is nothing to edit. */
  draft?: Draft;
  change?: Change;
  setMode: (mode: WhatIfMode) => void;
  setPolicy: (name: string) => void;
  setRemoved: (removed: boolean) => void;
  setText: (text: string) => void;
  /** The draft in sight as it was at the beginning. */
  startOver: () => void;
}

function yamlOfPolicy(network: NetworkSnapshot, name: string | undefined) {
  const policy = network.networkPolicies.find(
    ({ metadata }) => metadata.name === name,
  );
  return policy ? toYaml(writtenPart(policy)) : '';
}

/** Keeps what somebody tries out; `startWith` is a policy to begin with. */
export function useWhatIf(
  network: NetworkSnapshot,
  spec: StackSpec,
  startWith: string | undefined,
): WhatIf {
  const policyNames = network.networkPolicies.map(
    ({ metadata }) => metadata.name,
  );
  const [drafts, setDrafts] = useState<Drafts>({
    mode: startWith ? 'policy' : undefined,
    policy: startWith,
    addition: '',
    policies: {},
    removed: {},
  });
  const [started, setStarted] = useState(startWith);
  if (startWith !== undefined && startWith !== started) {
    setStarted(startWith);
    setDrafts({ ...drafts, mode: 'policy', policy: startWith });
  }

  const { mode } = drafts;
  const policy =
    policyNames.find(name => name === drafts.policy) ?? policyNames[0];
  const originals = useMemo(
    () => ({
      spec: toYaml(toStackSpecDocument(spec)),
      policy: yamlOfPolicy(network, policy),
    }),
    [network, spec, policy],
  );
  const removed = policy !== undefined && (drafts.removed[policy] ?? false);
  const text = {
    reapply: '',
    spec: drafts.spec ?? originals.spec,
    policy: drafts.policies[policy ?? ''] ?? originals.policy,
    addition: drafts.addition,
  }[mode ?? 'reapply'];
  const change = useMemo((): Change | undefined => {
    switch (mode) {
      case undefined:
        return undefined;
      case 'reapply':
        return { kind: 'reapply' };
      case 'spec':
        return { kind: 'spec', text };
      case 'addition':
        return { kind: 'addition', text };
      default:
        return removed
          ? { kind: 'removal', name: policy ?? '' }
          : { kind: 'policy', name: policy ?? '', text };
    }
  }, [mode, text, policy, removed]);

  const update = (part: Partial<Drafts>) =>
    setDrafts(previous => ({ ...previous, ...part }));
  const setPolicyText = (next: string | undefined) =>
    setDrafts(previous => {
      const { [policy ?? '']: _before, ...others } = previous.policies;
      return {
        ...previous,
        policies:
          next === undefined ? others : { ...others, [policy ?? '']: next },
      };
    });
  const setText = (next: string | undefined) => {
    if (mode === 'spec') {
      update({ spec: next });
    } else if (mode === 'addition') {
      update({ addition: next ?? '' });
    } else if (mode === 'policy') {
      setPolicyText(next);
    }
  };
  const original = { ...originals, reapply: '', addition: '' }[
    mode ?? 'reapply'
  ];
  const hasDraft =
    mode === 'spec' || mode === 'addition' || (mode === 'policy' && !removed);
  return {
    mode,
    policy,
    policyNames,
    removed,
    change,
    draft: hasDraft ? { text, isChanged: text !== original } : undefined,
    setMode: next => update({ mode: next }),
    setPolicy: name => update({ policy: name }),
    setRemoved: next =>
      setDrafts(previous => ({
        ...previous,
        removed: { ...previous.removed, [policy ?? '']: next },
      })),
    setText,
    startOver: () => setText(undefined),
  };
}
