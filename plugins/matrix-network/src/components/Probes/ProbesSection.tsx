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

import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  Connectivity,
  ProbeReport,
  ProbeSelection,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { useState } from 'react';
import { Polled } from '../../hooks';
import { probesState } from '../../model';
import { Section } from '../Layout';
import { LoadError, Loading, RefreshError } from '../States';
import { StatusLabel } from '../Status';
import { ProbeReportView } from './ProbeReportView';
import { ProbeContext, ProbeStart } from './ProbeStart';

const useStyles = makeStyles(theme => ({
  choice: { '& .MuiFormControlLabel-label': theme.typography.body2 },
  start: { margin: theme.spacing(1, 0, 2) },
}));

type Choice = 'isolation' | 'contract';

const choices: readonly { kind: Choice; label: string }[] = [
  {
    kind: 'isolation',
    label:
      'Isolation tests: who reaches key_vault, databases, Redis and MinIO, and what the LI instance reaches',
  },
  {
    kind: 'contract',
    label: 'The whole contract: every row that a probe can try',
  },
];

const selections: Record<Choice, ProbeSelection> = {
  isolation: { kind: 'isolation' },
  contract: { kind: 'contract' },
};

/** Proves by short-lived pods what the policies say, and shows what was proven last. */
export function ProbesSection(props: {
  connectivity: Polled<Connectivity>;
  namespace: string;
  probing: ProbeContext;
}) {
  const { connectivity, namespace, probing } = props;
  const { value, error, refreshing, retry } = connectivity;
  return (
    <Section
      title="Probes"
      summary={
        value?.probes && <StatusLabel state={probesState(value.probes)} />
      }
    >
      <ProbesForm namespace={namespace} probing={probing} />
      {!value && error && (
        <LoadError
          what="what was probed last"
          error={error}
          onRetry={retry}
          retrying={refreshing}
        />
      )}
      {!value && !error && <Loading what="the newest probes" rows={1} />}
      {value && (
        <RefreshError what="The newest probes" error={error} onRetry={retry} />
      )}
      {value && <NewestReport report={value.probes} />}
    </Section>
  );
}

function ProbesForm(props: { namespace: string; probing: ProbeContext }) {
  const classes = useStyles();
  const { namespace, probing } = props;
  const [choice, setChoice] = useState<Choice>('isolation');
  return (
    <>
      <Typography variant="body2">
        Short-lived Jobs in namespace {namespace} try flows for real: each
        carries the labels of a workload, so the same policies hold for it. They
        never become ready, so no Service sends them anything, and they are
        removed afterwards.
      </Typography>
      <RadioGroup
        className={classes.choice}
        aria-label="What to probe"
        value={choice}
      >
        {choices.map(({ kind, label }) => (
          <FormControlLabel
            key={kind}
            value={kind}
            label={label}
            control={
              <Radio
                color="primary"
                size="small"
                onChange={() => setChoice(kind)}
              />
            }
          />
        ))}
      </RadioGroup>
      <div className={classes.start}>
        <ProbeStart
          label="Probe"
          selection={selections[choice]}
          context={probing}
        />
      </div>
    </>
  );
}

function NewestReport(props: { report?: ProbeReport }) {
  return props.report ? (
    <ProbeReportView report={props.report} />
  ) : (
    <Typography variant="body2" color="textSecondary">
      Nothing was probed yet: what is said of flows on this page is what the
      policies say.
    </Typography>
  );
}
