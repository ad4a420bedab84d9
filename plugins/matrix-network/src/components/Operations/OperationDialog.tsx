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
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { Operation } from '@matrix-network/backstage-plugin-matrix-network-common';
import { useId } from 'react';
import { isFinished, useOperationLog } from '../../hooks';
import { operationKindWords, operationStatusWords } from '../../model';
import { errorMessage } from '../States';
import { ProbeReportView } from '../Probes';
import { Banner, RelativeTime, StatusLabel } from '../Status';
import { Conflicts } from './Conflicts';
import { Kept } from './Kept';
import { ProgressLog } from './ProgressLog';

/** An operation with its lines as they come. */
export function OperationDialog(props: {
  /** Undefined while the dialog is closed. */
  operationId: string | undefined;
  onClose: () => void;
  /** An operation that takes objects over was started from here. */
  onStarted: (operation: Operation) => void;
}) {
  const { operationId, onClose, onStarted } = props;
  const titleId = useId();
  const { operation, lines, error, retry } = useOperationLog(operationId);
  const running = operation ? !isFinished(operation) : true;
  return (
    <Dialog
      open={operationId !== undefined}
      onClose={onClose}
      maxWidth="md"
      fullWidth
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId}>
        {operation
          ? `${operationKindWords[operation.kind]} ${operation.matrixCluster}`
          : 'Operation'}
      </DialogTitle>
      {running && !error && <LinearProgress aria-label="Running" />}
      <DialogContent>
        {operation && <OperationFacts operation={operation} />}
        {error && (
          <Banner
            tone="warning"
            title="The newest lines could not be read"
            actions={
              retry && (
                <Button size="small" onClick={retry}>
                  Try again
                </Button>
              )
            }
          >
            {errorMessage(error)}
          </Banner>
        )}
        {operation?.probes && <ProbeReportView report={operation.probes} />}
        <ProgressLog lines={lines} follow={running} />
        {operation?.result?.kept && <Kept kept={operation.result.kept} />}
        {operation?.result && operation.result.conflicts.length > 0 && (
          <Conflicts
            key={operation.id}
            matrixCluster={operation.matrixCluster}
            conflicts={operation.result.conflicts}
            onStarted={onStarted}
          />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>
          {running ? 'Close, let it run' : 'Close'}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function OperationFacts(props: { operation: Operation }) {
  const { operation } = props;
  return (
    <>
      <Typography variant="body2" gutterBottom>
        <StatusLabel state={operationStatusWords[operation.status]} /> requested
        by {operation.requestedBy} <RelativeTime at={operation.createdAt} />
      </Typography>
      {operation.error && (
        <Banner tone="bad" title="It failed">
          {operation.error}
        </Banner>
      )}
    </>
  );
}
