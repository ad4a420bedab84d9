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
import { Banner } from '../Status';
import { errorMessage } from './LoadError';

/** What is on the page could not be read anew; it stays, with this above it. */
export function RefreshError(props: {
  /** What is old now, where it is not the whole page: "The history". */
  what?: string;
  error?: Error;
  onRetry: () => void;
}) {
  if (!props.error) {
    return null;
  }
  return (
    <Banner
      tone="warning"
      title={`${props.what ?? 'This page'} could not be refreshed`}
      actions={
        <Button size="small" onClick={props.onRetry}>
          Try again
        </Button>
      }
    >
      {errorMessage(props.error)}
    </Banner>
  );
}
