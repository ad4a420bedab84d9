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

import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { StackPlan } from '@matrix-network/backstage-plugin-matrix-network-common';
import { ReactNode } from 'react';
import { Polled } from '../../hooks';
import { errorMessage, isForbidden, LoadError } from '../States';
import { Banner } from '../Status';

/** A plan once it is there; else that it is being made, or why there is none. An older one stays in sight. */
export function PlanLoader(props: {
  planned: Polled<StackPlan>;
  children: (plan: StackPlan) => ReactNode;
  /** Shown where no plan could be made. */
  fallback?: ReactNode;
}) {
  const { value, error, refreshing, retry } = props.planned;
  if (error && isForbidden(error)) {
    return (
      <LoadError
        what="the plan"
        error={error}
        permission="matrix-network.apply"
      />
    );
  }
  if (error) {
    return (
      <>
        <Banner
          tone="warning"
          title="What it would do could not be planned"
          actions={<Button onClick={retry}>Plan again</Button>}
        >
          {errorMessage(error)}
          {refreshing && !value && <div>Planning again…</div>}
        </Banner>
        {value ? props.children(value) : props.fallback}
      </>
    );
  }
  return (
    <>
      {refreshing && !value && (
        <div role="status">
          <Typography variant="body2">
            Asking the cluster what would change, object by object. This may
            take some seconds…
          </Typography>
          <LinearProgress aria-label="Planning" />
        </div>
      )}
      {value && <div aria-busy={refreshing}>{props.children(value)}</div>}
    </>
  );
}
