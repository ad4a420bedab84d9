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

import { makeStyles, Theme } from '@material-ui/core/styles';
import { CertificateHealth } from '@matrix-network/backstage-plugin-matrix-network-common';
import { calendarDate, Tone } from '../../model';
import { toneShape } from '../Status';

const useStyles = makeStyles<Theme, { tone: Tone }>(theme => ({
  track: {
    position: 'relative',
    height: 8,
    marginTop: theme.spacing(0.75),
    minWidth: 120,
    borderRadius: 4,
    backgroundColor: theme.palette.action.selected,
  },
  fill: {
    height: '100%',
    borderRadius: 4,
    backgroundColor: ({ tone }) => toneShape(theme, tone),
  },
  renewal: {
    position: 'absolute',
    top: -3,
    bottom: -3,
    width: 2,
    backgroundColor: theme.palette.text.primary,
  },
}));

/** How much of a certificate's life is used up, with a mark at the renewal. */
export function LifetimeBar(props: {
  certificate: CertificateHealth;
  tone: Tone;
}) {
  const { certificate, tone } = props;
  const classes = useStyles({ tone });
  if (certificate.lifetimeUsed === undefined) {
    return null;
  }
  const used = Math.round(
    Math.min(Math.max(certificate.lifetimeUsed, 0), 1) * 100,
  );
  const renewal = renewalPosition(certificate);
  return (
    <div
      role="img"
      aria-label={`${used}% of its lifetime is used up${
        certificate.renewalTime
          ? `, renewal on ${calendarDate(certificate.renewalTime)}`
          : ''
      }`}
      className={classes.track}
    >
      <div className={classes.fill} style={{ width: `${used}%` }} />
      {renewal !== undefined && (
        <div className={classes.renewal} style={{ left: `${renewal}%` }} />
      )}
    </div>
  );
}

/** Where in the lifetime the renewal falls, in per cent. */
function renewalPosition(certificate: CertificateHealth): number | undefined {
  const { notBefore, notAfter, renewalTime } = certificate;
  if (!notBefore || !notAfter || !renewalTime) {
    return undefined;
  }
  const from = Date.parse(notBefore);
  const share =
    (Date.parse(renewalTime) - from) / (Date.parse(notAfter) - from);
  return Number.isFinite(share) && share >= 0 && share <= 1
    ? share * 100
    : undefined;
}
