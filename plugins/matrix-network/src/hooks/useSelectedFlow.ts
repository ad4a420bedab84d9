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

import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** Ends of a flow, by their ids. */
export interface FlowEnds {
  source: string;
  destination: string;
}

/** Names in the page's address. */
const sourceParameter = 'from';
const destinationParameter = 'to';

/**
 * The flow that is opened, kept in the page's address, so that the address can
 * be sent to somebody and _Back_ closes it.
 */
export function useSelectedFlow(): {
  flow?: FlowEnds;
  open: (flow: FlowEnds) => void;
  close: () => void;
} {
  const [parameters, setParameters] = useSearchParams();
  const source = parameters.get(sourceParameter);
  const destination = parameters.get(destinationParameter);

  const open = useCallback(
    (flow: FlowEnds) =>
      setParameters(
        previous => {
          const next = new URLSearchParams(previous);
          next.set(sourceParameter, flow.source);
          next.set(destinationParameter, flow.destination);
          return next;
        },
        { preventScrollReset: true },
      ),
    [setParameters],
  );
  const close = useCallback(
    () =>
      setParameters(
        previous => {
          const next = new URLSearchParams(previous);
          next.delete(sourceParameter);
          next.delete(destinationParameter);
          return next;
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParameters],
  );
  return {
    flow: source && destination ? { source, destination } : undefined,
    open,
    close,
  };
}
