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

import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  ContractRowHealth,
  PolicyHealth,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { policyStateWord } from '../../model';
import { ContractTable } from '../Connectivity/ContractTable';
import { Disclosure, Facts } from '../Layout';
import { StatusLabel } from '../Status';
import { PolicyEdits } from './PolicyEdits';

const useStyles = makeStyles(theme => ({
  summary: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 2),
    alignItems: 'baseline',
  },
  state: { minWidth: 96 },
  name: {
    flex: '0 1 230px',
    fontWeight: 500,
    overflowWrap: 'anywhere',
  },
  purpose: {
    flex: '1 1 260px',
    minWidth: 0,
    color: theme.palette.text.secondary,
  },
  part: { marginTop: theme.spacing(2) },
}));

/** Pods shown by name before the rest is counted. */
const maxPods = 20;

/** One policy: state, name and purpose; opened, what it covers and what differs. */
export function PolicyItem(props: {
  policy: PolicyHealth;
  contract: readonly ContractRowHealth[];
  onWhatIf?: (policy: string) => void;
}) {
  const classes = useStyles();
  const { policy, onWhatIf } = props;
  const rows = props.contract.filter(row =>
    policy.contractRows.includes(row.row),
  );
  return (
    <Disclosure
      summary={
        <span className={classes.summary}>
          <StatusLabel
            className={classes.state}
            state={policyStateWord(policy)}
          />{' '}
          <span className={classes.name}>{policy.name}</span>{' '}
          <span className={classes.purpose}>{policy.purpose}</span>
        </span>
      }
    >
      <Facts
        facts={[
          { name: 'Directions', value: policy.directions.join(' and ') || '–' },
          { name: 'Selects now', value: selectedPods(policy.selectedPods) },
          {
            name: 'Workloads',
            value: policy.workloads.join(', ') || 'none known',
          },
          ...shadowFacts(policy),
        ]}
      />
      {policy.edits.length > 0 && (
        <div className={classes.part}>
          <Typography variant="subtitle2" component="h4">
            Edited fields
          </Typography>
          <PolicyEdits edits={policy.edits} />
        </div>
      )}
      {rows.length > 0 && (
        <div className={classes.part}>
          <Typography variant="subtitle2" component="h4">
            Flows of the contract that it carries
          </Typography>
          <ContractTable
            rows={rows}
            label={`Flows that ${policy.name} carries`}
            sides="both"
          />
        </div>
      )}
      {onWhatIf && policy.state !== 'missing' && (
        <Button
          size="small"
          variant="outlined"
          className={classes.part}
          onClick={() => onWhatIf(policy.name)}
        >
          What if I changed it?
        </Button>
      )}
    </Disclosure>
  );
}

function shadowFacts({ shadowedBy = [] }: PolicyHealth) {
  return shadowedBy.length > 0
    ? [
        {
          name: 'Made pointless by',
          value: shadowedBy
            .map(
              ({ policy, directions }) =>
                `${policy} (${directions.join(' and ').toLowerCase()})`,
            )
            .join(', '),
        },
      ]
    : [];
}

function selectedPods(pods: readonly string[]): string {
  if (!pods.length) {
    return 'no pods';
  }
  const shown = pods.slice(0, maxPods).join(', ');
  const more = pods.length - maxPods;
  return more > 0 ? `${shown} and ${more} more` : shown;
}
