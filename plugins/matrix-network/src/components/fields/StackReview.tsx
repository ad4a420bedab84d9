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

import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import Typography from '@material-ui/core/Typography';
import {
  RenderedStack,
  StackWarning,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { ReactNode } from 'react';
import { FoldedFlowChanges } from '../FlowChanges';
import { CopyableCode, Disclosure } from '../Layout';
import { Banner } from '../Status';

/** A rendered stack: warnings, what it changes, then its stages with the YAML of each. */
export function StackReview(props: {
  warnings: readonly StackWarning[];
  rendered?: RenderedStack;
  /** What it does to the objects on the cluster. */
  plan?: ReactNode;
}) {
  const { warnings, rendered, plan } = props;
  return (
    <>
      <Warnings warnings={warnings} />
      {rendered && plan}
      {rendered && <WhatChanges rendered={rendered} />}
      {rendered && <Stages rendered={rendered} />}
    </>
  );
}

/** What the policies open and close on the cluster as it is now. */
function WhatChanges(props: { rendered: RenderedStack }) {
  return (
    <div style={{ marginBottom: 16 }}>
      <Typography variant="subtitle1" component="p">
        What the policies change
      </Typography>
      <FoldedFlowChanges changes={props.rendered.flowChanges} />
    </div>
  );
}

function Warnings(props: { warnings: readonly StackWarning[] }) {
  // Rendering warns of what validating has warned of, too.
  const warnings = [
    ...new Map(
      props.warnings.map(warning => [
        `${warning.field}: ${warning.message}`,
        warning,
      ]),
    ).entries(),
  ];
  if (!warnings.length) {
    return null;
  }
  return (
    <Banner
      tone="warning"
      title={
        warnings.length === 1
          ? 'One thing to know before'
          : `${warnings.length} things to know before`
      }
    >
      <ul style={{ margin: '4px 0 0', paddingLeft: 20 }}>
        {warnings.map(([key, { field, message }]) => (
          <li key={key}>
            <code>{field}</code>: {message}
          </li>
        ))}
      </ul>
    </Banner>
  );
}

function Stages(props: { rendered: RenderedStack }) {
  const { stages, replicas } = props.rendered;
  const objects = stages.reduce((sum, stage) => sum + stage.objects.length, 0);
  return (
    <>
      <Typography variant="subtitle1" component="p">
        {objects} objects in {stages.length} stages go in, in this order.
      </Typography>
      <Typography variant="body2" color="textSecondary" gutterBottom>
        {replicas === null
          ? 'The ingress controller runs once on every node.'
          : `The ingress controller gets ${replicas} ${
              replicas === 1 ? 'replica' : 'replicas'
            }.`}
      </Typography>
      <List disablePadding aria-label="Stages">
        {stages.map((stage, index) => (
          <ListItem
            key={stage.id}
            disableGutters
            divider
            style={{ display: 'block', padding: 0 }}
          >
            <Disclosure
              summary={`${index + 1}. ${stage.title}: ${countText(
                stage.objects.length,
              )}`}
            >
              <StageContent stage={stage} />
            </Disclosure>
          </ListItem>
        ))}
      </List>
    </>
  );
}

function StageContent(props: { stage: RenderedStack['stages'][number] }) {
  const { stage } = props;
  return (
    <>
      {stage.note && <Typography variant="body2">{stage.note}</Typography>}
      {stage.objects.length > 0 && (
        <ul style={{ margin: '4px 0', paddingLeft: 20 }}>
          {stage.objects.map(object => (
            <li key={object}>
              <code>{object}</code>
            </li>
          ))}
        </ul>
      )}
      {stage.manifests && (
        <Disclosure summary="YAML">
          <CopyableCode
            text={stage.manifests}
            label={`manifests of stage ${stage.title}`}
          />
        </Disclosure>
      )}
    </>
  );
}

function countText(count: number): string {
  return count === 1 ? '1 object' : `${count} objects`;
}
