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

import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Finding } from '@matrix-network/backstage-plugin-matrix-network-common';
import { severityWords } from '../../model';
import { Disclosure } from '../Layout';
import { StatusLabel } from '../Status';
import { Remedy } from './Remedy';

const useStyles = makeStyles(theme => ({
  summary: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1.5),
  },
  severity: { minWidth: 88 },
  title: { flex: '1 1 240px', minWidth: 0, overflowWrap: 'anywhere' },
  part: { marginTop: theme.spacing(1) },
  label: {
    color: theme.palette.text.secondary,
    fontSize: theme.typography.caption.fontSize,
  },
  text: { overflowWrap: 'anywhere', whiteSpace: 'pre-line' },
}));

/** One finding: title at a glance, cause and remedy when opened. */
export function FindingItem(props: {
  finding: Finding;
  defaultOpen?: boolean;
}) {
  const classes = useStyles();
  const { finding, defaultOpen } = props;
  const { subject } = finding;
  return (
    <Disclosure
      defaultOpen={defaultOpen}
      summary={
        <span className={classes.summary}>
          <StatusLabel
            className={classes.severity}
            state={severityWords[finding.severity]}
          />{' '}
          <span className={classes.title}>{finding.title}</span>
        </span>
      }
    >
      <Part label="About">
        {subject.kind}{' '}
        <code>
          {subject.namespace ? `${subject.namespace}/` : ''}
          {subject.name}
        </code>
      </Part>
      <Part label="Cause">{finding.cause}</Part>
      <Part label="Remedy">
        <Remedy text={finding.remedy} />
      </Part>
      {finding.link && (
        <Part label="More">
          <Link to={finding.link.url}>{finding.link.title}</Link>
        </Part>
      )}
    </Disclosure>
  );
}

function Part(props: { label: string; children: React.ReactNode }) {
  const classes = useStyles();
  return (
    <div className={classes.part}>
      <div className={classes.label}>{props.label}</div>
      <Typography variant="body2" component="div" className={classes.text}>
        {props.children}
      </Typography>
    </div>
  );
}
