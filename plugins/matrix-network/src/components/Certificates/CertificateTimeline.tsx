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

import { makeStyles, useTheme } from '@material-ui/core/styles';
import { CertificateHealth } from '@matrix-network/backstage-plugin-matrix-network-common';
import { useNow } from '../../hooks';
import { calendarDate, certificateState, Tone } from '../../model';
import { toneShape } from '../Status';
import { certificateTimeline, TimelineBar } from './timeline';

/** Certificates drawn; more than that is for the table. */
const maxBars = 12;

const useStyles = makeStyles(theme => ({
  root: { margin: theme.spacing(0, 0, 2) },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(90px, 180px) 1fr',
    gap: theme.spacing(1),
    alignItems: 'center',
    minHeight: 24,
  },
  name: {
    fontSize: theme.typography.caption.fontSize,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  track: { position: 'relative', height: 20 },
  bar: { position: 'absolute', top: 5, height: 10, borderRadius: 5 },
  renewal: {
    position: 'absolute',
    top: 2,
    height: 16,
    width: 2,
    backgroundColor: theme.palette.text.primary,
  },
  today: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    borderLeft: `2px dotted ${theme.palette.text.secondary}`,
  },
  axis: {
    position: 'relative',
    height: 18,
    fontSize: theme.typography.caption.fontSize,
    color: theme.palette.text.secondary,
    overflow: 'hidden',
  },
  tick: { position: 'absolute', transform: 'translateX(-50%)' },
  legend: {
    fontSize: theme.typography.caption.fontSize,
    color: theme.palette.text.secondary,
  },
}));

/** The lives of all certificates on one axis: which ends first is seen, not read. */
export function CertificateTimeline(props: {
  certificates: readonly CertificateHealth[];
}) {
  const classes = useStyles();
  const now = useNow();
  const timeline = certificateTimeline(props.certificates, now);
  if (!timeline || timeline.bars.length > maxBars) {
    return null;
  }
  const today = percent(timeline.today);
  return (
    <div className={classes.root} role="img" aria-label={spoken(timeline.bars)}>
      {timeline.bars.map(bar => (
        <Bar
          key={`${bar.certificate.namespace}/${bar.certificate.name}`}
          bar={bar}
          tone={certificateState(bar.certificate, now).tone}
          today={today}
        />
      ))}
      <div className={classes.row}>
        <span className={classes.legend}>Dotted: today</span>
        <div className={classes.axis}>
          {timeline.ticks
            .filter(tick => tick.at > 0.04 && tick.at < 0.96)
            .map(tick => (
              <span
                key={tick.label}
                className={classes.tick}
                style={{ left: percent(tick.at) }}
              >
                {tick.label}
              </span>
            ))}
        </div>
      </div>
    </div>
  );
}

function Bar(props: { bar: TimelineBar; tone: Tone; today: string }) {
  const classes = useStyles();
  const theme = useTheme();
  const { certificate, from, to, renewal } = props.bar;
  return (
    <div className={classes.row}>
      <span className={classes.name} title={certificate.name}>
        {certificate.name}
      </span>
      <div className={classes.track}>
        <div
          className={classes.bar}
          style={{
            left: percent(from),
            width: percent(to - from),
            backgroundColor: toneShape(theme, props.tone),
          }}
        />
        {renewal !== undefined && (
          <div
            className={classes.renewal}
            style={{ left: percent(renewal) }}
            title="Renewal"
          />
        )}
        <div className={classes.today} style={{ left: props.today }} />
      </div>
    </div>
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}

function spoken(bars: readonly TimelineBar[]): string {
  const ends = bars.map(
    ({ certificate }) =>
      `${certificate.name} until ${calendarDate(certificate.notAfter ?? '')}`,
  );
  return `Lifetimes of the certificates: ${ends.join(', ')}`;
}
