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

import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import Typography from '@material-ui/core/Typography';
import {
  ContractRowHealth,
  PolicyHealth,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { countPolicies, policiesState } from '../../model';
import { Section } from '../Layout';
import { StatusLabel } from '../Status';
import { PolicyItem } from './PolicyItem';

const groups: readonly {
  role: PolicyHealth['role'];
  title: string;
  hint: string;
}[] = [
  { role: 'core', title: 'Core policies', hint: 'The 13 of the stack.' },
  {
    role: 'companion',
    title: 'Companion policies',
    hint: 'For workloads beyond the core set.',
  },
  {
    role: 'foreign',
    title: 'Other policies in the namespace',
    hint: 'Not part of the stack; they can only widen what is allowed.',
  },
];

/** Policies with their state; each opens to what it covers and what was edited. */
export function PoliciesSection(props: {
  policies: readonly PolicyHealth[];
  contract: readonly ContractRowHealth[];
  emptyText: string;
  /** Leads to where a change of a policy can be tried out. */
  onWhatIf?: (policy: string) => void;
}) {
  const { policies, contract, emptyText, onWhatIf } = props;
  const core = countPolicies(policies, 'core');
  return (
    <Section
      title="Network policies"
      summary={core.expected > 0 && <StatusLabel state={policiesState(core)} />}
    >
      {policies.length === 0 && (
        <Typography variant="body2">{emptyText}</Typography>
      )}
      {groups.map(group => (
        <PolicyGroup
          key={group.role}
          title={group.title}
          hint={group.hint}
          policies={policies.filter(policy => policy.role === group.role)}
          contract={contract}
          onWhatIf={onWhatIf}
        />
      ))}
    </Section>
  );
}

const stateOrder = {
  missing: 0,
  edited: 1,
  shadowed: 2,
  unknown: 3,
  inForce: 4,
} as const;

function PolicyGroup(props: {
  title: string;
  hint: string;
  policies: readonly PolicyHealth[];
  contract: readonly ContractRowHealth[];
  onWhatIf?: (policy: string) => void;
}) {
  const { title, hint, contract, onWhatIf } = props;
  if (!props.policies.length) {
    return null;
  }
  const policies = [...props.policies].sort(
    (a, b) => stateOrder[a.state] - stateOrder[b.state],
  );
  return (
    <div style={{ marginTop: 8 }}>
      <Typography variant="subtitle2" component="h3">
        {title}{' '}
        <Typography component="span" variant="caption" color="textSecondary">
          {hint}
        </Typography>
      </Typography>
      <List disablePadding aria-label={title}>
        {policies.map((policy, index) => (
          <ListItem
            key={policy.name}
            disableGutters
            divider={index < policies.length - 1}
            style={{ display: 'block', padding: 0 }}
          >
            <PolicyItem
              policy={policy}
              contract={contract}
              onWhatIf={onWhatIf}
            />
          </ListItem>
        ))}
      </List>
    </div>
  );
}
