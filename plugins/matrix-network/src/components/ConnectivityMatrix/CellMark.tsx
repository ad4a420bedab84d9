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

import { useTheme } from '@material-ui/core/styles';
import { ReactNode } from 'react';
import { CellKind, cellKindWords } from '../../model';
import { toneShape } from '../Status';

/** Inked shapes are filled, quiet ones only drawn: what matters is seen first. */
const shapes: Record<CellKind, (colour: string, paper: string) => ReactNode> = {
  violationOpen: (colour, paper) => (
    <>
      <path d="M10 1.5 L19 18 H1 Z" fill={colour} />
      <path d="M10 7 V12.2 M10 14.6 V15.9" stroke={paper} strokeWidth="2" />
    </>
  ),
  violationBlocked: (colour, paper) => (
    <>
      <rect x="2" y="2" width="16" height="16" rx="2" fill={colour} />
      <path d="M6 6 L14 14 M14 6 L6 14" stroke={paper} strokeWidth="2.4" />
    </>
  ),
  allowed: (colour, paper) => (
    <>
      <circle cx="10" cy="10" r="8.5" fill={colour} />
      <path
        d="M5.8 10.4 L8.8 13.3 L14.2 7"
        fill="none"
        stroke={paper}
        strokeWidth="2.2"
      />
    </>
  ),
  allowedUnstated: colour => (
    <>
      <circle
        cx="10"
        cy="10"
        r="7.5"
        fill="none"
        stroke={colour}
        strokeWidth="2"
      />
      <circle cx="10" cy="10" r="2.8" fill={colour} />
    </>
  ),
  blocked: colour => (
    <>
      <circle
        cx="10"
        cy="10"
        r="6.8"
        fill="none"
        stroke={colour}
        strokeWidth="1.8"
      />
      <path d="M5.2 14.8 L14.8 5.2" stroke={colour} strokeWidth="1.8" />
    </>
  ),
  blockedUnstated: colour => (
    <path d="M6 10 H14" stroke={colour} strokeWidth="1.8" />
  ),
  notJudgeable: colour => (
    <>
      <path
        d="M7 7.4 C7 3.4 13.2 3.6 13.2 7.4 C13.2 9.8 10 9.8 10 12.4"
        fill="none"
        stroke={colour}
        strokeWidth="1.8"
      />
      <circle cx="10" cy="15.6" r="1.25" fill={colour} />
    </>
  ),
};

/** The shape of a kind of cell, which tells it from others without colour. The word stands beside it or in its name. */
export function CellMark(props: {
  kind: CellKind;
  size?: number;
  className?: string;
}) {
  const { kind, size = 18, className } = props;
  const theme = useTheme();
  return (
    <svg
      viewBox="0 0 20 20"
      width={size}
      height={size}
      className={className}
      aria-hidden="true"
      focusable="false"
    >
      {shapes[kind](
        toneShape(theme, cellKindWords[kind].tone),
        theme.palette.background.paper,
      )}
    </svg>
  );
}
