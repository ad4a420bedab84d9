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

import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  Finding,
  Health,
  HealthStatus,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { useNow } from '../../hooks';
import {
  bySeverity,
  certificatesState,
  contractState,
  countPolicies,
  healthStatusWords,
  ingressState,
  policiesState,
  severityWords,
  StateWord,
  workloadView,
} from '../../model';
import { MatrixClusterLoader } from '../Cluster/MatrixClusterLoader';
import { findingKey } from '../Findings';
import { Facts } from '../Layout';
import { LastSeen, StatusLabel } from '../Status';

/** Findings shown on a card. */
const maxFindings = 3;

const useStyles = makeStyles(theme => ({
  status: { fontSize: '1.2rem', marginBottom: theme.spacing(1.5) },
  findings: { margin: theme.spacing(2, 0, 0), padding: 0, listStyle: 'none' },
}));

/** What a card shows of a workload or of a whole Matrix cluster. */
interface CardContent {
  status: HealthStatus;
  facts: { name: string; state: StateWord }[];
  findings: Finding[];
}

/** Policies, ingress, certificates and the top findings at a glance. */
export function HealthCard(props: {
  matrixCluster: string;
  workload?: string;
}) {
  const classes = useStyles();
  const now = useNow();
  return (
    <MatrixClusterLoader name={props.matrixCluster}>
      {({ detail, health }) => {
        const content = cardContent(health, now, props.workload);
        return (
          <>
            <div className={classes.status}>
              <StatusLabel state={healthStatusWords[content.status]} />
            </div>
            <Facts
              facts={[
                ...content.facts.map(({ name, state }) => ({
                  name,
                  value: <StatusLabel state={state} />,
                })),
                { name: 'Last seen', value: <LastSeen poll={detail.poll} /> },
              ]}
            />
            <TopFindings findings={content.findings} />
          </>
        );
      }}
    </MatrixClusterLoader>
  );
}

function TopFindings(props: { findings: readonly Finding[] }) {
  const classes = useStyles();
  if (!props.findings.length) {
    return null;
  }
  const more = props.findings.length - maxFindings;
  return (
    <>
      <ul className={classes.findings} aria-label="Top findings">
        {props.findings.slice(0, maxFindings).map(finding => (
          <li key={findingKey(finding)}>
            <StatusLabel
              state={{
                word: finding.title,
                tone: severityWords[finding.severity].tone,
              }}
            />
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Typography variant="caption" color="textSecondary">
          and {more} more
        </Typography>
      )}
    </>
  );
}

function cardContent(
  health: Health,
  now: Date,
  workload?: string,
): CardContent {
  if (!workload) {
    return {
      status: health.status,
      facts: factsOf(health, health.contract, health.certificates, now),
      findings: [...health.findings].sort(bySeverity),
    };
  }
  const view = workloadView(health, workload);
  return {
    status: view.workload?.status ?? 'unknown',
    facts: factsOf(
      { ...health, policies: view.policies },
      [...new Set([...view.inbound, ...view.outbound])],
      view.certificates,
      now,
    ),
    findings: view.findings,
  };
}

function factsOf(
  health: Pick<Health, 'policies' | 'ingress'>,
  contract: Health['contract'],
  certificates: Health['certificates'],
  now: Date,
) {
  return [
    {
      name: 'Policies',
      state: policiesState(countPolicies(health.policies, 'core')),
    },
    { name: 'Connectivity', state: contractState(contract) },
    { name: 'Ingress', state: ingressState(health.ingress) },
    { name: 'Certificates', state: certificatesState(certificates, now) },
  ];
}
