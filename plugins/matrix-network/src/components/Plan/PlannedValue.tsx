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

import { makeStyles } from '@material-ui/core/styles';
import { readableValue } from './readableValue';

const useStyles = makeStyles({
  value: {
    margin: 0,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontSize: '0.8125rem',
  },
});

/** A field's value before or after a change. */
export function PlannedValue(props: {
  /** JSON; absent where the field is not there. */
  value?: string;
}) {
  const classes = useStyles();
  return props.value === undefined ? (
    <em>nothing</em>
  ) : (
    <pre className={classes.value}>{readableValue(props.value)}</pre>
  );
}
