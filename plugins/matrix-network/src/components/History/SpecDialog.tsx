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
import Typography from '@material-ui/core/Typography';
import {
  SpecHistoryEntry,
  toStackSpecDocument,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ReactNode, useId } from 'react';
import { toYaml } from '../../model';
import { CopyableCode, DataColumn, DataTable } from '../Layout';
import { SpecChange, specChanges } from './specChanges';

/** A stored spec as the file that the CLI reads. */
export function SpecDialog(props: {
  entry: SpecHistoryEntry;
  onClose: () => void;
}) {
  const { entry, onClose } = props;
  return (
    <ReadingDialog title={`Spec ${entry.id}`} onClose={onClose}>
      <CopyableCode
        text={toYaml(toStackSpecDocument(entry.spec))}
        label={`spec ${entry.id}`}
      />
    </ReadingDialog>
  );
}

/** The fields in which a stored spec differs from the current one. */
export function CompareDialog(props: {
  entry: SpecHistoryEntry;
  current: SpecHistoryEntry;
  onClose: () => void;
}) {
  const { entry, current, onClose } = props;
  const changes = specChanges(entry.spec, current.spec);
  return (
    <ReadingDialog
      title={`Spec ${entry.id} and the current one, ${current.id}`}
      onClose={onClose}
    >
      {changes.length > 0 ? (
        <DataTable
          label="Fields that differ"
          columns={columnsOf(entry, current)}
          rows={changes}
          rowKey={({ field }) => field}
          minWidth={420}
        />
      ) : (
        <Typography variant="body2">They say the same.</Typography>
      )}
    </ReadingDialog>
  );
}

function columnsOf(
  entry: SpecHistoryEntry,
  current: SpecHistoryEntry,
): DataColumn<SpecChange>[] {
  return [
    {
      title: 'Field',
      width: '34%',
      isRowHeader: true,
      render: ({ field }) => <code>{field}</code>,
    },
    {
      title: `Spec ${entry.id}`,
      width: 'auto',
      render: ({ before }) => <Value text={before} />,
    },
    {
      title: `Spec ${current.id} (current)`,
      width: 'auto',
      render: ({ after }) => <Value text={after} />,
    },
  ];
}

function Value(props: { text?: string }) {
  return props.text === undefined ? (
    <em>nothing</em>
  ) : (
    <code style={{ overflowWrap: 'anywhere' }}>{props.text}</code>
  );
}

function ReadingDialog(props: {
  title: string;
  children: ReactNode;
  onClose: () => void;
}) {
  const titleId = useId();
  return (
    <Dialog
      open
      onClose={props.onClose}
      maxWidth="md"
      fullWidth
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId}>{props.title}</DialogTitle>
      <DialogContent>{props.children}</DialogContent>
      <DialogActions>
        <Button onClick={props.onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  );
}
