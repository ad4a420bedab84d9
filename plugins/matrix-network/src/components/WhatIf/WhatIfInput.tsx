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
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import Switch from '@material-ui/core/Switch';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { RefObject } from 'react';
import { TextProblem } from '../../model';
import { YamlEditor, YamlEditorHandle } from '../Layout';
import { WhatIf, WhatIfMode } from './useWhatIf';

const useStyles = makeStyles(theme => ({
  modes: {
    marginBottom: theme.spacing(1),
    '& .MuiFormControlLabel-label': theme.typography.body2,
  },
  choice: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-end',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(1.5),
  },
  policy: { minWidth: 220 },
  removal: { '& .MuiFormControlLabel-label': theme.typography.body2 },
  actions: { marginTop: theme.spacing(1) },
}));

const modes: readonly { mode: WhatIfMode; label: string }[] = [
  { mode: 'reapply', label: 'Re-apply the stack as its spec says' },
  { mode: 'spec', label: 'Change the spec' },
  { mode: 'policy', label: 'Change or remove a policy' },
  { mode: 'addition', label: 'Add a policy' },
];

const editorLabels: Record<WhatIfMode, string> = {
  reapply: '',
  spec: 'The spec',
  policy: 'The policy',
  addition: 'One policy or several, as YAML',
};

const example = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: …
spec:
  podSelector: {}
  …`;

/** Where to start from, and what to change. */
export function WhatIfInput(props: {
  whatIf: WhatIf;
  problems: readonly TextProblem[];
  editor: RefObject<YamlEditorHandle>;
}) {
  const classes = useStyles();
  const { whatIf, problems, editor } = props;
  const { mode, policy, policyNames, removed, draft } = whatIf;
  return (
    <>
      <RadioGroup
        row
        className={classes.modes}
        aria-label="What to try"
        value={mode ?? ''}
      >
        {modes.map(option => (
          <FormControlLabel
            key={option.mode}
            value={option.mode}
            label={option.label}
            control={
              <Radio
                color="primary"
                size="small"
                onChange={() => whatIf.setMode(option.mode)}
              />
            }
          />
        ))}
      </RadioGroup>
      {mode === 'policy' && (
        <div className={classes.choice}>
          <TextField
            select
            className={classes.policy}
            label="Policy on the cluster"
            value={policy ?? ''}
            InputLabelProps={{ shrink: true }}
            SelectProps={{ native: true }}
            inputProps={{ 'aria-label': 'Policy on the cluster' }}
            onChange={event => whatIf.setPolicy(event.target.value)}
          >
            {policyNames.map(name => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </TextField>
          <FormControlLabel
            className={classes.removal}
            label="Remove it"
            control={
              <Switch
                color="primary"
                checked={removed}
                onChange={(_, checked) => whatIf.setRemoved(checked)}
              />
            }
          />
        </div>
      )}
      {mode && draft && (
        <>
          <YamlEditor
            ref={editor}
            label={editorLabels[mode]}
            value={draft.text}
            problems={problems}
            placeholder={mode === 'addition' ? example : undefined}
            onChange={whatIf.setText}
          />
          <Button
            size="small"
            className={classes.actions}
            disabled={!draft.isChanged}
            onClick={whatIf.startOver}
          >
            Start over
          </Button>
        </>
      )}
      {mode === 'policy' && policyNames.length === 0 && (
        <Typography variant="body2">
          The namespace has no policies to change.
        </Typography>
      )}
    </>
  );
}
