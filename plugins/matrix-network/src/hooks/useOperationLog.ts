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

import { useApi } from '@backstage/core-plugin-api';
import {
  Operation,
  ProgressLine,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { useEffect, useRef, useState } from 'react';
import { matrixNetworkApiRef } from '../api';
import { asError } from './asError';

/** How often the lines of a running operation are asked for. */
const LOG_POLL_MS = 1_500;
/** Reads in a row that may fail before it is given up. */
const MAX_FAILURES = 10;
/** Lines kept in the page; older ones of a very long operation fall away. */
const MAX_LINES = 5_000;

export interface OperationLog {
  operation?: Operation;
  lines: ProgressLine[];
  /** Why the newest read failed; the lines so far stay. */
  error?: Error;
  /** Set once so many reads in a row have failed that no more follow. */
  retry?: () => void;
}

/** Follows an operation until it is finished, asking only for lines that are new. */
export function useOperationLog(id: string | undefined): OperationLog {
  const api = useApi(matrixNetworkApiRef);
  const [log, setLog] = useState<OperationLog>({ lines: [] });
  const again = useRef(() => {});

  useEffect(() => {
    setLog({ lines: [] });
    if (!id) {
      return undefined;
    }
    let stopped = false;
    let after = 0;
    let failures = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const read = async () => {
      let finished = false;
      try {
        const detail = await api.getOperation(id, after);
        if (stopped) return;
        failures = 0;
        const fresh = detail.lines.filter(line => line.sequence > after);
        after = fresh.length ? fresh[fresh.length - 1].sequence : after;
        finished = isFinished(detail.operation) && !fresh.length;
        setLog(previous => ({
          operation: detail.operation,
          lines: [...previous.lines, ...fresh].slice(-MAX_LINES),
        }));
      } catch (error) {
        if (stopped) return;
        failures += 1;
        setLog(previous => ({
          ...previous,
          error: asError(error),
          retry: failures < MAX_FAILURES ? undefined : () => again.current(),
        }));
      }
      if (!finished && failures < MAX_FAILURES) {
        timer = setTimeout(read, LOG_POLL_MS);
      }
    };
    again.current = () => {
      failures = 0;
      setLog(previous => ({ ...previous, retry: undefined }));
      read();
    };
    read();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [api, id]);

  return log;
}

/** Whether nothing more will come of an operation. */
export function isFinished(operation: Operation): boolean {
  return operation.status === 'succeeded' || operation.status === 'failed';
}
