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

import { alpha, Theme } from '@material-ui/core/styles';
import { Tone } from '../../model';

/** Text colours that keep a contrast of 4.5:1 and more on either theme's paper. */
const textColours: Record<'light' | 'dark', Record<Tone, string>> = {
  light: {
    good: '#1b6b2f',
    warning: '#8a4600',
    bad: '#b3131b',
    neutral: '#4c5561',
    busy: '#1257a8',
  },
  dark: {
    good: '#84d996',
    warning: '#ffc477',
    bad: '#ffb4af',
    neutral: '#c0c7d0',
    busy: '#9cc8ff',
  },
};

/** Colours of shapes in charts, of 3:1 and more against the paper. */
const shapeColours: Record<'light' | 'dark', Record<Tone, string>> = {
  light: {
    good: '#2e8b47',
    warning: '#c76a00',
    bad: '#cf2a2f',
    neutral: '#7b8592',
    busy: '#2672c9',
  },
  dark: {
    good: '#5fbf76',
    warning: '#f0a23c',
    bad: '#f2736d',
    neutral: '#939ca8',
    busy: '#6fadf5',
  },
};

export function toneText(theme: Theme, tone: Tone): string {
  return textColours[theme.palette.type][tone];
}

export function toneShape(theme: Theme, tone: Tone): string {
  return shapeColours[theme.palette.type][tone];
}

/** A faint ground for banners and chips. */
export function toneGround(theme: Theme, tone: Tone): string {
  return alpha(
    shapeColours[theme.palette.type][tone],
    theme.palette.type === 'dark' ? 0.16 : 0.08,
  );
}
