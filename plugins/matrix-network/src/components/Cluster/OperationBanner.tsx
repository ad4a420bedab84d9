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
import { Operation } from '@matrix-network/backstage-plugin-matrix-network-common';
import { isFinished } from '../../hooks';
import { operationKindWords } from '../../model';
import { Banner, RelativeTime } from '../Status';

/** Says that an operation is under way, or that the last one failed. */
export function OperationBanner(props: {
  operation?: Operation;
  onOpen: (id: string) => void;
}) {
  const { operation, onOpen } = props;
  if (!operation || operation.status === 'succeeded') {
    return null;
  }
  const kind = operationKindWords[operation.kind];
  const finished = isFinished(operation);
  return (
    <Banner
      tone={finished ? 'bad' : 'busy'}
      title={finished ? `${kind} failed` : `${kind} is under way`}
      announced="title"
      actions={
        <Button size="small" onClick={() => onOpen(operation.id)}>
          Show log
        </Button>
      }
    >
      {operation.error ?? 'Requested'}{' '}
      <RelativeTime at={operation.finishedAt ?? operation.createdAt} /> by{' '}
      {operation.requestedBy}
    </Banner>
  );
}
