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

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: 12,
    fontSize: 17,
    fontWeight: 600,
    whiteSpace: 'nowrap',
    letterSpacing: '-0.01em',
  },
});

/** Matrix brackets around a network node; with the product's name where there is room. */
export function Logo(props: { withName: boolean }) {
  const classes = useStyles();
  return (
    <span className={classes.root}>
      <svg width="36" height="30" viewBox="0 0 36 30" aria-hidden="true">
        <g fill="none" stroke="currentColor" strokeWidth="2.5">
          <path d="M8 2H3v26h5M28 2h5v26h-5" />
          <path d="M12 21l6-11 6 11" stroke="#7df3e1" strokeWidth="2" />
        </g>
        <g fill="#7df3e1">
          <circle cx="18" cy="9" r="3.5" />
          <circle cx="12" cy="21" r="3.5" />
          <circle cx="24" cy="21" r="3.5" />
        </g>
      </svg>
      {props.withName && <span>Matrix Network</span>}
    </span>
  );
}
