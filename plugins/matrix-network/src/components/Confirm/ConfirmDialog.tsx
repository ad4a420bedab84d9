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
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { ReactNode, useId } from 'react';
import { errorMessage } from '../States';
import { Banner } from '../Status';

/** What the button starts, and what came of it. */
export interface ConfirmedAction {
  /** "Re-apply". */
  verb: string;
  run: () => void;
  /** It is under way. */
  loading: boolean;
  error?: Error;
  /** Said where it ended with an error: "It could not be started". */
  failure: string;
  /** It cannot be done as things stand. */
  disabled?: boolean;
}

/** Says what is going to be done, and does it when told so. Mounted while it is open. */
export function ConfirmDialog(props: {
  title: string;
  action: ConfirmedAction;
  /** There is a plan to read in it. */
  wide?: boolean;
  /** Below what scrolls, always in sight. */
  footer?: ReactNode;
  /** Beside the buttons. */
  status?: ReactNode;
  children: ReactNode;
  onClose: () => void;
}) {
  const titleId = useId();
  const { title, action, wide = false, footer, status, onClose } = props;
  return (
    <Dialog
      open
      onClose={onClose}
      maxWidth={wide ? 'md' : 'sm'}
      fullWidth={wide}
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId}>{title}</DialogTitle>
      <DialogContent dividers={footer !== undefined}>
        {props.children}
        {action.error && (
          <Banner tone="bad" title={action.failure}>
            {errorMessage(action.error)}
          </Banner>
        )}
      </DialogContent>
      {footer && (
        <DialogContent style={{ flex: 'none' }}>{footer}</DialogContent>
      )}
      <DialogActions>
        {status}
        <Button onClick={onClose}>Cancel</Button>
        <Button
          color="primary"
          variant="contained"
          onClick={action.run}
          disabled={action.disabled || action.loading}
        >
          {action.verb}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
