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

import { Check, Observation } from '../Check';
import { AssessContext } from '../AssessContext';
import { PolicyHealth } from '../../health/Health';
import { cutRows, flowsText, isBroken, openedRows } from '../contractRowsText';
import { count, list } from '../text';
import { reapply } from './remedies';

function noneThere({ snapshot, policies }: AssessContext): Observation {
  const names = policies
    .filter(({ state }) => state === 'missing')
    .map(({ name }) => name);
  return {
    severity: 'critical',
    subject: { kind: 'Namespace', name: snapshot.namespace },
    title: `None of the ${names.length} policies of the stack is in namespace ${snapshot.namespace}`,
    cause: `Namespace ${snapshot.namespace} has ${
      snapshot.networkPolicies.length === 0
        ? 'no NetworkPolicy at all'
        : `only ${count(
            snapshot.networkPolicies.length,
            'NetworkPolicy',
            'NetworkPolicies',
          )} that the stack does not know`
    }, so pods are open to everyone that no other policy holds back.`,
    remedy: `${reapply}. To see them afterwards: kubectl -n ${snapshot.namespace} get networkpolicies`,
    workloads: [],
  };
}

/** Rows that the policy carries and that are broken now. */
function effectOf({ name }: PolicyHealth, { contract }: AssessContext): string {
  const rows = contract.filter(
    row => isBroken(row) && row.policies.includes(name),
  );
  const effects = [
    { what: 'Open now', broken: openedRows(rows) },
    { what: 'Cut now', broken: cutRows(rows) },
  ];
  return effects
    .filter(({ broken }) => broken.length > 0)
    .map(({ what, broken }) => ` ${what}: ${flowsText(broken)}.`)
    .join('');
}

function oneMissing(policy: PolicyHealth, context: AssessContext): Observation {
  const { snapshot } = context;
  const rows =
    policy.contractRows.length > 0
      ? ` It carries ${count(
          policy.contractRows.length,
          'row',
        )} of the contract: ${list(policy.contractRows)}.`
      : '';
  return {
    severity: 'critical',
    subject: {
      kind: 'NetworkPolicy',
      namespace: snapshot.namespace,
      name: policy.name,
    },
    title: `Policy ${policy.name} is missing`,
    cause: `The spec asks for it, and namespace ${
      snapshot.namespace
    } does not have it. What it is for: ${policy.purpose}${rows}${effectOf(
      policy,
      context,
    )}`,
    remedy: `${reapply}.`,
    workloads: policy.workloads,
  };
}

/** A policy that the stack has is not on the cluster. `default-deny-all` has a check of its own. */
export const policyMissing: Check = {
  code: 'policy-missing',
  about: 'Every policy that the spec asks for is on the cluster.',
  needs: ['networkPolicies'],
  run(context) {
    const expected = context.policies.filter(({ role }) => role !== 'foreign');
    const missing = expected.filter(({ state }) => state === 'missing');
    if (missing.length > 0 && missing.length === expected.length) {
      return [noneThere(context)];
    }
    return missing
      .filter(({ name }) => name !== 'default-deny-all')
      .map(policy => oneMissing(policy, context));
  },
};
