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
  Connectivity,
  NetworkSnapshot,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { useEffect, useRef } from 'react';
import { Polled, usePlannedChange, useSettled } from '../../hooks';
import { Change, PlannedChange } from '../../model';
import { JudgedFlowChanges } from '../FlowChanges';
import { Section, YamlEditorHandle } from '../Layout';
import { LoadError, Loading, NothingHere } from '../States';
import { Banner, RelativeTime } from '../Status';
import { useWhatIf } from './useWhatIf';
import { WhatIfInput } from './WhatIfInput';

const useStyles = makeStyles(theme => ({
  columns: {
    display: 'grid',
    gap: theme.spacing(2, 4),
    gridTemplateColumns: 'minmax(0, 1fr)',
    [theme.breakpoints.up('lg')]: {
      gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 6fr)',
    },
  },
  notes: { margin: theme.spacing(0.5, 0), paddingLeft: theme.spacing(2.5) },
}));

/** How long typing has to pause before a change is judged. */
const SETTLE_MS = 400;

/** A change of the policies, tried out before anybody applies it. */
export function WhatIfSection(props: {
  connectivity: Polled<Connectivity>;
  /** A policy to begin with, where somebody came from one. */
  startWith?: string;
}) {
  const { connectivity, startWith } = props;
  const { value, error, refreshing, retry } = connectivity;
  return (
    <Section title="What if">
      {!value && error && (
        <LoadError
          what="what its pods and policies are"
          error={error}
          onRetry={retry}
          retrying={refreshing}
        />
      )}
      {!value && !error && <Loading what="pods and policies" rows={1} />}
      {value && !value.network && (
        <NothingHere title="There is nothing to try a change on">
          {value.poll.lastSuccessAt === undefined
            ? 'Pods and policies are known after the first poll that succeeds.'
            : 'There is too much on this cluster to be judged in the browser.'}
        </NothingHere>
      )}
      {value?.network && (
        <WhatIfForm
          connectivity={value}
          network={value.network}
          startWith={startWith}
        />
      )}
    </Section>
  );
}

function WhatIfForm(props: {
  connectivity: Connectivity;
  network: NetworkSnapshot;
  startWith?: string;
}) {
  const classes = useStyles();
  const { connectivity, network, startWith } = props;
  const { spec } = connectivity;
  const top = useRef<HTMLDivElement>(null);
  const editor = useRef<YamlEditorHandle>(null);
  const whatIf = useWhatIf(network, spec, startWith);
  const settled = useSettled(whatIf.change, SETTLE_MS);
  // What is chosen holds at once; only typing is waited for.
  const change = isSameSubject(settled, whatIf.change)
    ? settled
    : whatIf.change;
  const { planned, judged } = usePlannedChange(change, network, spec);
  const problems =
    planned && 'problems' in planned && change === whatIf.change
      ? planned.problems
      : [];

  useEffect(() => {
    if (startWith !== undefined) {
      top.current?.scrollIntoView?.({ block: 'start' });
      editor.current?.focus();
    }
  }, [startWith]);

  return (
    <div ref={top}>
      <Typography variant="body2" gutterBottom>
        Try a change of the policies before anybody applies it.{' '}
        <strong>Nothing is applied from here.</strong> It is judged over the
        pods that were seen <RelativeTime at={network.takenAt} />.
      </Typography>
      <div className={classes.columns}>
        <div>
          <WhatIfInput whatIf={whatIf} problems={problems} editor={editor} />
        </div>
        <div>
          <Typography variant="subtitle2" component="h3">
            What it would change
          </Typography>
          <Result planned={planned} judged={judged} />
        </div>
      </div>
    </div>
  );
}

function isSameSubject(a: Change | undefined, b: Change | undefined): boolean {
  const nameOf = (change: Change | undefined) =>
    change && 'name' in change ? change.name : '';
  return a?.kind === b?.kind && nameOf(a) === nameOf(b);
}

function Result(props: {
  planned: PlannedChange | undefined;
  judged: Parameters<typeof JudgedFlowChanges>[0]['judged'];
}) {
  const classes = useStyles();
  const { planned, judged } = props;
  if (!planned) {
    return (
      <Typography variant="body2" color="textSecondary">
        Choose what to try.
      </Typography>
    );
  }
  if ('nothing' in planned) {
    return (
      <Typography variant="body2" role="status">
        {planned.nothing}
      </Typography>
    );
  }
  if ('problems' in planned) {
    return (
      <Banner tone="bad" title="This cannot be judged as it is">
        {planned.problems.length === 1
          ? 'What is wrong stands below the text, with its line.'
          : `${planned.problems.length} things are wrong; they stand below the text, with their lines.`}
      </Banner>
    );
  }
  return (
    <>
      {planned.notes.length > 0 && (
        <ul className={classes.notes}>
          {planned.notes.map(note => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <JudgedFlowChanges judged={judged} />
    </>
  );
}
