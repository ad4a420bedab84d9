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

import { ResponseErrorPanel } from '@backstage/core-components';
import { ResponseError } from '@backstage/errors';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { Banner } from '../Status';

const useStyles = makeStyles(theme => ({
  retry: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(2),
    marginTop: theme.spacing(2),
  },
}));

/** Whether the backend answered that the user may not. */
export function isForbidden(error: Error): boolean {
  if (ResponseError.is(error)) {
    return error.statusCode === 403 || error.cause.name === 'NotAllowedError';
  }
  return error.name === 'NotAllowedError';
}

/** Whether the backend answered that there is no such thing; a proxy's 404, or a backend that is starting, says nothing of the kind. */
export function isNotFound(error: Error): boolean {
  if (ResponseError.is(error)) {
    return error.cause.name === 'NotFoundError';
  }
  return error.name === 'NotFoundError';
}

/** The message of an error as the server said it, without the wrapping. */
export function errorMessage(error: Error): string {
  return ResponseError.is(error) ? error.cause.message : error.message;
}

/** Something could not be read: says why, and offers what can be done. */
export function LoadError(props: {
  /** What could not be read: "the Matrix cluster chat-eu". */
  what: string;
  error: Error;
  /** Name of the permission that reading it takes. */
  permission?: string;
  onRetry?: () => void;
  /** It is being read again, while this stays in sight. */
  retrying?: boolean;
}) {
  const classes = useStyles();
  const { what, error, permission = 'matrix-network.read' } = props;
  const { onRetry, retrying = false } = props;
  if (isForbidden(error)) {
    return (
      <Banner tone="neutral" title={`You may not see ${what}`}>
        This takes the permission <code>{permission}</code>. Ask whoever looks
        after this portal for it.
      </Banner>
    );
  }
  return (
    <div>
      <ResponseErrorPanel
        title={`Could not read ${what}: ${errorMessage(error)}`}
        error={error}
      />
      {onRetry && (
        <div className={classes.retry}>
          <Button variant="outlined" onClick={onRetry}>
            Try again
          </Button>
          <Typography variant="body2" color="textSecondary">
            {retrying && 'Trying again…'}
          </Typography>
        </div>
      )}
    </div>
  );
}
