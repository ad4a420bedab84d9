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

import { makeStyles, Theme, useTheme } from '@material-ui/core/styles';
import { ReactNode, useId } from 'react';
import useMeasure from 'react-use/esm/useMeasure';
import { CellKind, cellKindWords, cellText, Reach } from '../../model';
import { EntityNetworkLink, entityOfEnd } from '../EntityNetworkLink';
import { toneGround, toneShape } from '../Status';
import {
  Box,
  fitText,
  layoutPicture,
  PlacedItem,
  Point,
  wrapText,
} from './layoutPicture';
import { NeighbourItem, pictureItems } from './pictureItems';

const useStyles = makeStyles(theme => ({
  figure: { margin: theme.spacing(1, 0, 2), overflowX: 'auto' },
  caption: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2.5),
    marginTop: theme.spacing(1),
    fontSize: theme.typography.pxToRem(13),
  },
  key: { display: 'flex', alignItems: 'center', gap: theme.spacing(0.75) },
  svg: { display: 'block', fontFamily: theme.typography.fontFamily },
  box: {
    fill: theme.palette.background.paper,
    strokeWidth: 1.5,
    'a:hover &, a:focus &': { fill: theme.palette.action.selected },
    'a:focus-visible &': { strokeWidth: 3.5 },
  },
  title: { fontSize: 13, fontWeight: 500, fill: theme.palette.text.primary },
  linked: { fill: theme.palette.type === 'dark' ? '#9cc8ff' : '#1257a8' },
  detail: { fontSize: 11.5, fill: theme.palette.text.secondary },
  centre: {
    fill: theme.palette.type === 'dark' ? '#2b3648' : '#e8eef7',
    stroke: theme.palette.text.primary,
    strokeWidth: 2,
  },
  centreTitle: {
    fontSize: 14,
    fontWeight: 700,
    fill: theme.palette.text.primary,
  },
}));

interface LineStyle {
  width: number;
  dashed: boolean;
  /** What stands half way: nothing, a cross, or a sign of alarm. */
  mark: 'none' | 'cross' | 'alarm' | 'unknown';
}

const lineStyles: Record<CellKind, LineStyle> = {
  violationOpen: { width: 3, dashed: false, mark: 'alarm' },
  violationBlocked: { width: 2.5, dashed: true, mark: 'cross' },
  allowed: { width: 2, dashed: false, mark: 'none' },
  allowedUnstated: { width: 1.6, dashed: false, mark: 'none' },
  blocked: { width: 1.2, dashed: true, mark: 'cross' },
  blockedUnstated: { width: 1.2, dashed: true, mark: 'cross' },
  notJudgeable: { width: 1.2, dashed: true, mark: 'unknown' },
};

/** A cut flow is as it should be; green is kept for what works. */
function colourOf(theme: Theme, kind: CellKind): string {
  return toneShape(
    theme,
    kind === 'blocked' ? 'neutral' : cellKindWords[kind].tone,
  );
}

function curve(from: Point, to: Point): string {
  const x = (from.x + to.x) / 2;
  return `M ${from.x} ${from.y} C ${x} ${from.y}, ${x} ${to.y}, ${to.x} ${to.y}`;
}

/**
 * The zero-trust model of one service: who reaches it, whom it reaches, and
 * what is cut. `describedBy` are the lists that say the same in words.
 */
export function ZeroTrustPicture(props: {
  title: string;
  matrixCluster: string;
  reach: Reach;
  describedBy: string;
}) {
  const classes = useStyles();
  const { title, matrixCluster, reach, describedBy } = props;
  const [measure, { width }] = useMeasure<HTMLDivElement>();
  const left = pictureItems(reach.inbound);
  const right = pictureItems(reach.outbound);
  // Before it is measured, and where nothing is, as on a usual screen.
  const layout = layoutPicture(left, right, Math.floor(width) || 960);
  const { centre } = layout;
  return (
    <figure className={classes.figure}>
      <div ref={measure}>
        <svg
          className={classes.svg}
          role="group"
          aria-label={`Who reaches ${title}, and whom it reaches`}
          aria-describedby={describedBy}
          width={layout.width}
          height={layout.height}
          viewBox={`0 0 ${layout.width} ${layout.height}`}
        >
          {layout.left.map(placed => (
            <Flow key={placed.item.id} placed={placed} />
          ))}
          {layout.right.map(placed => (
            <Flow key={placed.item.id} placed={placed} />
          ))}
          {layout.left.map(placed => (
            <Neighbour
              key={placed.item.id}
              placed={placed}
              matrixCluster={matrixCluster}
              way={`${placed.item.title} to ${title}`}
            />
          ))}
          <rect className={classes.centre} rx={8} {...centre} />
          <CentreTitle title={title} box={centre} />
          {layout.right.map(placed => (
            <Neighbour
              key={placed.item.id}
              placed={placed}
              matrixCluster={matrixCluster}
              way={`${title} to ${placed.item.title}`}
            />
          ))}
        </svg>
      </div>
      <Key kinds={[...left, ...right].map(({ kind }) => kind)} />
    </figure>
  );
}

function CentreTitle(props: { title: string; box: Box }) {
  const classes = useStyles();
  const { title, box } = props;
  const lines = wrapText(title, box.width - 12, 14);
  const top = box.y + box.height / 2 - ((lines.length - 1) * 18) / 2;
  return (
    <text className={classes.centreTitle} textAnchor="middle">
      {lines.map((line, index) => (
        <tspan
          key={line}
          x={box.x + box.width / 2}
          y={top + index * 18}
          dominantBaseline="central"
        >
          {line}
        </tspan>
      ))}
    </text>
  );
}

/** The line between a neighbour and the service: an arrow, or a cross where it is cut. */
function Flow(props: { placed: PlacedItem<NeighbourItem> }) {
  const theme = useTheme();
  const id = useId();
  const { from, to, middle, item } = props.placed;
  const { width, dashed, mark } = lineStyles[item.kind];
  const colour = colourOf(theme, item.kind);
  const isArrow = mark === 'none' || mark === 'alarm';
  return (
    <g aria-hidden="true">
      <marker
        id={id}
        viewBox="0 0 10 10"
        refX="9"
        refY="5"
        markerWidth="9"
        markerHeight="9"
        markerUnits="userSpaceOnUse"
        orient="auto"
      >
        <path d="M 0 0 L 10 5 L 0 10 z" fill={colour} />
      </marker>
      <path
        d={curve(from, to)}
        fill="none"
        stroke={colour}
        strokeWidth={width}
        strokeDasharray={dashed ? '5 4' : undefined}
        markerEnd={isArrow ? `url(#${id})` : undefined}
      />
      <g transform={`translate(${middle.x} ${middle.y})`}>
        <Mark
          mark={mark}
          colour={colour}
          paper={theme.palette.background.paper}
        />
      </g>
    </g>
  );
}

function Mark(props: {
  mark: LineStyle['mark'];
  colour: string;
  paper: string;
}): JSX.Element | null {
  const { mark, colour, paper } = props;
  switch (mark) {
    case 'cross':
      return (
        <>
          <circle r="8" fill={paper} />
          <path
            d="M -5 -5 L 5 5 M 5 -5 L -5 5"
            stroke={colour}
            strokeWidth="2.6"
          />
        </>
      );
    case 'alarm':
      return (
        <>
          <path d="M 0 -10 L 10.5 8.5 H -10.5 Z" fill={colour} />
          <path d="M 0 -4 V 2.6 M 0 5 V 6.6" stroke={paper} strokeWidth="2" />
        </>
      );
    case 'unknown':
      return (
        <>
          <circle r="8" fill={paper} />
          <text
            fill={colour}
            fontSize="14"
            fontWeight="700"
            textAnchor="middle"
            dominantBaseline="central"
          >
            ?
          </text>
        </>
      );
    default:
      return null;
  }
}

function Neighbour(props: {
  placed: PlacedItem<NeighbourItem>;
  matrixCluster: string;
  /** `Synapse (main) to key_vault` */
  way: string;
}) {
  const classes = useStyles();
  const theme = useTheme();
  const { matrixCluster, way } = props;
  const { item, box } = props.placed;
  const { reached, kind } = item;
  const entityRef = reached && entityOfEnd(matrixCluster, reached.end);
  const isAlarm = cellKindWords[kind].tone === 'bad';
  const shape = (
    <>
      <title>{item.title}</title>
      {reached && (
        <rect
          className={classes.box}
          rx={6}
          {...box}
          stroke={
            isAlarm ? colourOf(theme, kind) : theme.palette.text.secondary
          }
          style={isAlarm ? { fill: toneGround(theme, 'bad') } : undefined}
        />
      )}
      <text
        className={`${classes.title} ${entityRef ? classes.linked : ''}`}
        x={box.x + (reached ? 10 : 2)}
        y={box.y + (item.detail === undefined ? box.height / 2 : 15)}
        dominantBaseline="central"
      >
        {fitText(item.title, box.width - (reached ? 18 : 4), 13)}
      </text>
      {item.detail !== undefined && (
        <text
          className={classes.detail}
          x={box.x + 10}
          y={box.y + 31}
          dominantBaseline="central"
        >
          {fitText(item.detail, box.width - 18, 11.5)}
        </text>
      )}
    </>
  );
  if (!reached || !entityRef) {
    return <g>{shape}</g>;
  }
  return (
    <EntityNetworkLink
      entityRef={entityRef}
      aria-label={`${way}: ${cellText(reached.cell)}`}
    >
      {shape}
    </EntityNetworkLink>
  );
}

/** What the lines mean, of those that are drawn. */
function Key(props: { kinds: readonly CellKind[] }) {
  const classes = useStyles();
  const theme = useTheme();
  const rows: readonly { kinds: readonly CellKind[]; text: string }[] = [
    { kinds: ['violationOpen'], text: cellKindWords.violationOpen.word },
    { kinds: ['violationBlocked'], text: cellKindWords.violationBlocked.word },
    { kinds: ['allowed'], text: cellKindWords.allowed.word },
    { kinds: ['allowedUnstated'], text: cellKindWords.allowedUnstated.word },
    { kinds: ['blocked', 'blockedUnstated'], text: 'Cut' },
  ];
  return (
    <figcaption className={classes.caption}>
      {rows
        .filter(({ kinds }) => kinds.some(kind => props.kinds.includes(kind)))
        .map(({ kinds: [kind], text }): ReactNode => {
          const { width, dashed, mark } = lineStyles[kind];
          const colour = colourOf(theme, kind);
          return (
            <span key={text} className={classes.key}>
              <svg width="44" height="22" aria-hidden="true">
                <path
                  d={mark === 'cross' ? 'M 2 11 H 42' : 'M 2 11 H 34'}
                  stroke={colour}
                  strokeWidth={width}
                  strokeDasharray={dashed ? '5 4' : undefined}
                />
                {mark !== 'cross' && (
                  <path d="M 34 6.5 L 43 11 L 34 15.5 z" fill={colour} />
                )}
                <g transform="translate(18 11)">
                  <Mark
                    mark={mark}
                    colour={colour}
                    paper={theme.palette.background.paper}
                  />
                </g>
              </svg>
              {text}
            </span>
          );
        })}
    </figcaption>
  );
}
