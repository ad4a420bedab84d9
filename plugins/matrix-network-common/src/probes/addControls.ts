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

import { FlowEndpoint } from '../policy';
import { ProbeContext, probeVerdict } from './ProbeContext';
import { ProbeFlow } from './types';

function endOf({ target }: ProbeFlow): FlowEndpoint | undefined {
  switch (target.kind) {
    case 'pod':
      return { namespace: target.namespace, name: target.name };
    case 'address':
      return { ip: target.address };
    default:
      return undefined;
  }
}

function addressOf({ target, port }: ProbeFlow): string {
  return target.kind === 'service'
    ? `${target.host}:${port}`
    : `${target.address}:${port}`;
}

/** A flow to the same target from a source that the policies let through; undefined where there is none. */
function controlFor(
  flow: ProbeFlow,
  context: ProbeContext,
): ProbeFlow | undefined {
  const end = endOf(flow);
  if (!end) {
    return undefined;
  }
  for (const id of context.sourceIds) {
    const source = context.sourceOf(id);
    const verdict =
      'why' in source ? undefined : source.evaluate(end, flow.port);
    if (!('why' in source) && verdict?.outcome === 'allowed') {
      return {
        ...flow,
        id: `${id} ${addressOf(flow)}`,
        source: id,
        sourceTitle: source.title,
        rows: [],
        expected: 'unstated',
        verdict: probeVerdict(verdict),
      };
    }
  }
  return undefined;
}

/**
 * Gives each flow that the policies do not allow a control: one that they do,
 * to the same address and port, among those planned or beside them.
 */
export function addControls(
  planned: readonly ProbeFlow[],
  context: ProbeContext,
): ProbeFlow[] {
  const allowed = new Map<string, ProbeFlow | undefined>();
  planned
    .filter(({ verdict }) => verdict.outcome === 'allowed')
    .forEach(flow => allowed.set(addressOf(flow), flow));
  const added: ProbeFlow[] = [];
  const withControls = planned.map(flow => {
    if (flow.verdict.outcome === 'allowed') {
      return flow;
    }
    const key = addressOf(flow);
    if (!allowed.has(key)) {
      const control = controlFor(flow, context);
      allowed.set(key, control);
      if (control) {
        added.push(control);
      }
    }
    const control = allowed.get(key);
    return control ? { ...flow, control: control.id } : flow;
  });
  return [...withControls, ...added];
}
