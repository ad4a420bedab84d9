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

import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { PlannedRemoval } from '@matrix-network/backstage-plugin-matrix-network-common';
import { useId } from 'react';
import { Disclosure } from '../Layout';
import { choose, ObjectChoice } from './ConflictTable';
import { ForbiddenRemovals } from './ForbiddenRemovals';
import { objectCount, removalsToName } from './planText';

const useStyles = makeStyles(theme => ({
  list: { margin: 0, paddingLeft: 20 },
  item: { overflowWrap: 'anywhere' },
  words: { margin: 0, padding: 0, listStyle: 'none' },
  choice: {
    marginRight: 0,
    '& .MuiFormControlLabel-label': theme.typography.body2,
  },
  box: { padding: theme.spacing(0.5), marginLeft: theme.spacing(0.5) },
  reason: { marginTop: theme.spacing(1) },
}));

/** So many names are shown at once: all that can be named one by one, for instance. */
const shortList = 12;

/** Objects that would be deleted, by name. */
export function DeletedObjects(props: { removals: readonly PlannedRemoval[] }) {
  const deleted = props.removals.filter(({ action }) => action === 'delete');
  return (
    <ObjectNames
      label="Objects to delete"
      summary={`${objectCount(deleted.length)} to delete`}
      removals={deleted}
    />
  );
}

/** Objects that could be deleted, and stay as long as nobody says so. */
function LeftoverObjects(props: { removals: readonly PlannedRemoval[] }) {
  const left = props.removals.filter(({ action }) => action === 'delete');
  return (
    <ObjectNames
      label="Objects no longer in the spec"
      summary={`${objectCount(left.length)} of an earlier spec ${
        left.length === 1 ? 'stays' : 'stay'
      }, no longer in this one`}
      removals={left}
    />
  );
}

function ObjectNames(props: {
  label: string;
  summary: string;
  removals: readonly PlannedRemoval[];
}) {
  const classes = useStyles();
  const { label, summary, removals } = props;
  if (!removals.length) {
    return null;
  }
  return (
    <Disclosure summary={summary} defaultOpen={removals.length <= shortList}>
      <ul className={classes.list} aria-label={label}>
        {removals.map(({ object }) => (
          <li key={object} className={classes.item}>
            <code>{object}</code>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

/** What is not deleted, and why: it is needed, or it is not the stack's own any more. */
export function KeptObjects(props: {
  removals: readonly PlannedRemoval[];
  /** Also what would go if it were named, where nothing can be named. */
  withNamed?: boolean;
}) {
  const classes = useStyles();
  const { removals, withNamed = false } = props;
  const kept = removals.filter(
    ({ action, needsWord }) => action === 'keep' && (withNamed || !needsWord),
  );
  if (!kept.length) {
    return null;
  }
  return (
    <Disclosure
      summary={`${objectCount(kept.length)} ${
        kept.length === 1 ? 'stays' : 'stay'
      } as ${kept.length === 1 ? 'it is' : 'they are'}`}
      defaultOpen={kept.length <= shortList}
    >
      <ul className={classes.list} aria-label="Objects that stay">
        {kept.map(({ object, reason }) => (
          <li key={object} className={classes.item}>
            <code>{object}</code>
            {reason && `: ${reason}`}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

/** What only goes when it is named: a checkbox for each, below what deleting such a thing takes along. */
export function NamedRemovals(props: {
  /** Of the plan in which nothing was named yet. */
  offered: readonly PlannedRemoval[];
  removals: readonly PlannedRemoval[];
  choice: ObjectChoice;
  disabled?: boolean;
}) {
  const named = removalsToName(props.offered, props.removals);
  if (!named.length) {
    return null;
  }
  const reasons = [...new Set(named.map(({ reason }) => reason))];
  return (
    <>
      <Typography variant="subtitle2" component="h3" style={{ marginTop: 8 }}>
        These stay unless you tick them, one by one
      </Typography>
      {reasons.map(reason => (
        <SameReason
          key={reason}
          reason={reason}
          objects={named
            .filter(removal => removal.reason === reason)
            .map(({ object }) => object)}
          choice={props.choice}
          disabled={props.disabled}
        />
      ))}
    </>
  );
}

function SameReason(props: {
  reason?: string;
  objects: readonly string[];
  choice: ObjectChoice;
  disabled?: boolean;
}) {
  const classes = useStyles();
  const reasonId = useId();
  const { reason, objects, choice, disabled } = props;
  return (
    <>
      <Typography
        id={reasonId}
        variant="body2"
        component="p"
        color="textSecondary"
        className={classes.reason}
      >
        {reason}
      </Typography>
      <ul className={classes.words} aria-labelledby={reasonId}>
        {objects.map(object => (
          <li key={object}>
            <FormControlLabel
              className={classes.choice}
              disabled={disabled}
              label={`Delete ${object}`}
              control={
                <Checkbox
                  size="small"
                  color="primary"
                  className={classes.box}
                  inputProps={{ 'aria-describedby': reasonId }}
                  checked={!disabled && choice.chosen.includes(object)}
                  onChange={(_, checked) =>
                    choice.onChoose(choose(choice, object, checked))
                  }
                />
              }
            />
          </li>
        ))}
      </ul>
    </>
  );
}

/** What an apply that deletes nothing leaves of an earlier spec, where there is nothing to choose. */
export function StayingObjects(props: { removals: readonly PlannedRemoval[] }) {
  const { removals } = props;
  return (
    <>
      <LeftoverObjects removals={removals} />
      <KeptObjects removals={removals} withNamed />
    </>
  );
}

/** Whether to delete what an earlier spec brought and this one no longer has. */
export function PruneChoice(props: {
  /** Of the plan in which nothing was chosen yet. */
  offered: readonly PlannedRemoval[];
  removals: readonly PlannedRemoval[];
  prune: boolean;
  onPrune: (prune: boolean) => void;
  also: ObjectChoice;
}) {
  const classes = useStyles();
  const { offered, removals, prune, onPrune, also } = props;
  const canGo = offered.some(
    ({ action, needsWord }) => action === 'delete' || needsWord,
  );
  return (
    <>
      {canGo && (
        <FormControlLabel
          className={classes.choice}
          label="Remove what the spec no longer has"
          control={
            <Checkbox
              size="small"
              color="primary"
              checked={prune}
              onChange={(_, checked) => onPrune(checked)}
            />
          }
        />
      )}
      <NamedRemovals
        offered={offered}
        removals={removals}
        choice={also}
        disabled={!prune}
      />
      {prune ? (
        <>
          <ForbiddenRemovals removals={removals} />
          <DeletedObjects removals={removals} />
        </>
      ) : (
        <LeftoverObjects removals={removals} />
      )}
      <KeptObjects removals={removals} />
    </>
  );
}
