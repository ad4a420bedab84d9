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
  ProbeFlow,
  ProbeObservation,
  ProbePlan,
  ProbeResult,
  ProbeVerdict,
} from './types';

type Judgement = Pick<ProbeResult, 'agreement' | 'conclusion'>;

const agrees = (conclusion: string): Judgement => ({
  agreement: 'agrees',
  conclusion,
});
const differs = (conclusion: string): Judgement => ({
  agreement: 'differs',
  conclusion,
});
const inconclusive = (conclusion: string): Judgement => ({
  agreement: 'inconclusive',
  conclusion,
});

/** Whether anything shows that the target answers somebody. */
type Control = 'answers' | 'silent' | 'none';

/** What the policies let through. */
function judgeAllowed({ outcome }: ProbeObservation): Judgement {
  switch (outcome) {
    case 'connected':
      return agrees('It connects, as the policies allow.');
    case 'refused':
      return agrees(
        'It reaches the target, as the policies allow; nothing listens on the port.',
      );
    default:
      return differs(
        'The policies allow it, but nothing came back: something else drops it (another kind of policy, a firewall), or the plugin reads the policies otherwise.',
      );
  }
}

/** What the policies hold back. */
function judgeDenied(
  { outcome }: ProbeObservation,
  control: Control,
): Judgement {
  if (outcome === 'connected') {
    return differs(
      'The policies deny it, but it connects: the network plugin does not enforce them here, or another kind of policy lets it through.',
    );
  }
  const how = outcome === 'refused' ? 'It is refused' : 'It is blocked';
  switch (control) {
    case 'answers':
      return agrees(
        `${how}, as the policies say, while a source that they allow connects.`,
      );
    case 'silent':
      return inconclusive(
        `${how}, but a source that the policies allow got no connection either: the target may answer nobody.`,
      );
    default:
      return inconclusive(
        `${how}; the policies allow nobody to connect, so nothing shows that the target would answer.`,
      );
  }
}

function judgeName(flow: ProbeFlow, dns: ProbeVerdict | undefined): Judgement {
  switch (dns?.outcome) {
    case 'denied':
      return agrees(
        'The name is not resolved: the policies let it ask no DNS pod.',
      );
    case 'allowed':
      return differs(
        'The policies let it ask the DNS pods, but the name is not resolved.',
      );
    default:
      return inconclusive(
        `The name of ${flow.destinationTitle} is not resolved, so the flow itself was not tried.`,
      );
  }
}

function judge(
  flow: ProbeFlow,
  observation: ProbeObservation,
  control: Control,
): Judgement {
  const { outcome, detail } = observation;
  if (outcome === 'couldNotRun') {
    return inconclusive(
      `The probe could not run${detail ? `: ${detail}` : ''}.`,
    );
  }
  if (outcome === 'nameNotResolved') {
    return judgeName(flow, flow.dns);
  }
  switch (flow.verdict.outcome) {
    case 'allowed':
      return judgeAllowed(observation);
    case 'denied':
      return judgeDenied(observation, control);
    default:
      return inconclusive(
        outcome === 'connected'
          ? 'It connects; the policies leave it undefined.'
          : 'It does not connect; the policies leave it undefined.',
      );
  }
}

/**
 * Holds what probes saw against the verdicts. A silent target proves nothing by
 * itself: isolation counts as proven only while somebody else gets an answer.
 *
 * @public
 */
export function judgeProbes(
  plan: ProbePlan,
  observations: readonly ProbeObservation[],
): ProbeResult[] {
  const seen = new Map(observations.map(one => [one.flow, one]));
  const controlOf = ({ control }: ProbeFlow): Control => {
    if (control === undefined) {
      return 'none';
    }
    return seen.get(control)?.outcome === 'connected' ? 'answers' : 'silent';
  };
  return plan.sources
    .flatMap(({ flows }) => flows)
    .map(flow => {
      const observation = seen.get(flow.id) ?? {
        flow: flow.id,
        outcome: 'couldNotRun',
        detail: 'nothing was heard of it',
      };
      const { outcome, detail } = observation;
      return {
        ...flow,
        outcome,
        ...(detail !== undefined && { detail }),
        ...judge(flow, observation, controlOf(flow)),
      };
    });
}
