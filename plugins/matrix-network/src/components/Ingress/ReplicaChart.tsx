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

import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import { IngressHealth } from '@matrix-network/backstage-plugin-matrix-network-common';
import { toneShape, toneText } from '../Status';

/** Boxes drawn one by one; beyond this the numbers alone tell it. */
const maxBoxes = 24;
const box = { width: 26, height: 30, gap: 6 };

const useStyles = makeStyles(theme => ({
  root: { marginBottom: theme.spacing(2), maxWidth: '100%' },
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 2),
    color: theme.palette.text.secondary,
    fontSize: theme.typography.caption.fontSize,
  },
  svg: { display: 'block', maxWidth: '100%' },
}));

/**
 * A box for each replica: filled when ready, outlined when desired but not
 * ready, dashed when the CCU target asks for it and nobody runs it.
 */
export function ReplicaChart(props: { ingress: IngressHealth }) {
  const classes = useStyles();
  const theme = useTheme();
  const { controller, targetReplicas } = props.ingress;
  const ready = controller?.ready ?? 0;
  const desired = controller?.desired ?? 0;
  const target = targetReplicas ?? desired;
  const total = Math.max(ready, desired, target);
  if (total === 0 || total > maxBoxes) {
    return null;
  }

  const lacking = toneShape(theme, ready === 0 ? 'bad' : 'warning');
  const step = box.width + box.gap;
  const text = `${ready} replicas ready, ${desired} desired, ${target} needed for ${props.ingress.targetCcu} CCU`;
  return (
    <div className={classes.root}>
      <svg
        role="img"
        aria-label={text}
        className={classes.svg}
        width={total * step + 12}
        height={box.height + 14}
      >
        {Array.from({ length: total }, (_, index) => {
          const isReady = index < ready;
          const isDesired = index < desired;
          return (
            <rect
              key={index}
              x={index * step + 2}
              y={2}
              width={box.width}
              height={box.height}
              rx={4}
              fill={isReady ? toneShape(theme, 'good') : 'none'}
              stroke={isReady ? toneShape(theme, 'good') : lacking}
              strokeWidth={2}
              strokeDasharray={isReady || isDesired ? undefined : '4 3'}
            />
          );
        })}
        <path
          d={`M2 ${box.height + 9} H${target * step - box.gap + 2}`}
          stroke={toneText(theme, 'neutral')}
          strokeWidth={3}
        />
      </svg>
      <Typography component="div" className={classes.legend}>
        <span>Filled: ready</span>
        {desired > ready && <span>Outlined: desired, not ready</span>}
        {target > desired && <span>Dashed: needed, not asked for</span>}
        <span>Line: what the CCU target needs</span>
      </Typography>
    </div>
  );
}
