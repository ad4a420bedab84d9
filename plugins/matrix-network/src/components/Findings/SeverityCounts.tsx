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
import {
  Finding,
  Severity,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { severityWords } from '../../model';
import { StatusLabel } from '../Status';

const severities: readonly Severity[] = ['critical', 'warning', 'info'];

const plurals: Record<Severity, [string, string]> = {
  critical: ['critical', 'critical'],
  warning: ['warning', 'warnings'],
  info: ['note', 'notes'],
};

const useStyles = makeStyles(theme => ({
  root: {
    display: 'inline-flex',
    whiteSpace: 'nowrap',
    flexWrap: 'wrap',
    gap: theme.spacing(0.25, 1.5),
  },
}));

/** "2 critical, 3 warnings, 1 note"; "None" where there is none. */
export function SeverityCounts(
  props:
    | { findings: readonly Finding[] }
    | { counts: Record<Severity, number> },
) {
  const classes = useStyles();
  const counts = 'counts' in props ? props.counts : countOf(props.findings);
  const present = severities.filter(severity => counts[severity] > 0);
  if (!present.length) {
    return <StatusLabel state={{ word: 'None', tone: 'good' }} />;
  }
  return (
    <span className={classes.root}>
      {present.map(severity => {
        const [one, many] = plurals[severity];
        const count = counts[severity];
        return (
          <StatusLabel
            key={severity}
            state={{
              word: `${count} ${count === 1 ? one : many}`,
              tone: severityWords[severity].tone,
            }}
          />
        );
      })}
    </span>
  );
}

function countOf(findings: readonly Finding[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { critical: 0, warning: 0, info: 0 };
  for (const finding of findings) {
    counts[finding.severity] += 1;
  }
  return counts;
}
