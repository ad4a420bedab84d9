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

import Collapse from '@material-ui/core/Collapse';
import { makeStyles } from '@material-ui/core/styles';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import { ReactNode, useId, useState } from 'react';

const useStyles = makeStyles(theme => ({
  button: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    width: '100%',
    padding: theme.spacing(1, 0.5),
    border: 'none',
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    textAlign: 'left',
    cursor: 'pointer',
    borderRadius: theme.shape.borderRadius,
    '&:hover': { backgroundColor: theme.palette.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
  },
  dense: { padding: 0 },
  icon: { flexShrink: 0, transition: theme.transitions.create('transform') },
  open: { transform: 'rotate(180deg)' },
  summary: { flex: 1, minWidth: 0 },
  content: {
    padding: theme.spacing(0, 0.5, 1.5, 0.5),
    // Lists in a dialog have no line height of their own.
    lineHeight: theme.typography.body2.lineHeight,
  },
}));

/** A heading that opens and closes what is below it, by mouse and by keyboard. */
export function Disclosure(props: {
  summary: ReactNode;
  children: ReactNode;
  defaultOpen?: boolean;
  /** In line with the text around it. */
  dense?: boolean;
}) {
  const classes = useStyles();
  const contentId = useId();
  const [open, setOpen] = useState(props.defaultOpen ?? false);
  return (
    <div>
      <button
        type="button"
        className={`${classes.button} ${props.dense ? classes.dense : ''}`}
        aria-expanded={open}
        aria-controls={contentId}
        onClick={() => setOpen(!open)}
      >
        <span className={classes.summary}>{props.summary}</span>
        <ExpandMoreIcon
          className={`${classes.icon} ${open ? classes.open : ''}`}
          aria-hidden="true"
        />
      </button>
      <div id={contentId}>
        <Collapse in={open} mountOnEnter unmountOnExit>
          <div className={classes.content}>{props.children}</div>
        </Collapse>
      </div>
    </div>
  );
}
