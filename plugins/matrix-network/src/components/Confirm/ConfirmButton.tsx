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

import Button, { ButtonProps } from '@material-ui/core/Button';
import { ReactElement, useState } from 'react';
import { useMayApply } from '../../hooks';

/** A button that asks before anything on a cluster or in the portal changes; disabled without the permission. */
export function ConfirmButton(props: {
  label: string;
  emphasis?: Pick<ButtonProps, 'variant' | 'color'>;
  /** Id of the text that says why it is disabled, where it is. */
  describedBy?: string;
  /** The dialog that asks. */
  children: (close: () => void) => ReactElement;
}) {
  const { label, emphasis, describedBy, children } = props;
  const [asking, setAsking] = useState(false);
  const { allowed } = useMayApply();
  return (
    <>
      <Button
        {...emphasis}
        disabled={!allowed}
        aria-describedby={describedBy}
        onClick={() => setAsking(true)}
      >
        {label}
      </Button>
      {asking && children(() => setAsking(false))}
    </>
  );
}
