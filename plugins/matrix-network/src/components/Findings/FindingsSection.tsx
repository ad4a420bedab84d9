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
import { Finding } from '@matrix-network/backstage-plugin-matrix-network-common';
import { bySeverity } from '../../model';
import { Section } from '../Layout';
import { StatusLabel } from '../Status';
import { FindingItem } from './FindingItem';
import { SeverityCounts } from './SeverityCounts';

/** All findings, worst first; the first critical one is open. */
export function FindingsSection(props: {
  title?: string;
  findings: readonly Finding[];
  /** Said where there is none. */
  emptyText: string;
}) {
  const { title = 'Findings', emptyText } = props;
  const findings = [...props.findings].sort(bySeverity);
  return (
    <Section
      title={title}
      summary={findings.length > 0 && <SeverityCounts findings={findings} />}
    >
      {findings.length === 0 ? (
        <Typography variant="body2" component="div">
          <StatusLabel state={{ word: emptyText, tone: 'good' }} />
        </Typography>
      ) : (
        <List disablePadding aria-label={title}>
          {findings.map((finding, index) => (
            <ListItem
              key={findingKey(finding)}
              disableGutters
              divider={index < findings.length - 1}
              style={{ display: 'block', padding: 0 }}
            >
              <FindingItem
                finding={finding}
                defaultOpen={index === 0 && finding.severity === 'critical'}
              />
            </ListItem>
          ))}
        </List>
      )}
    </Section>
  );
}

/** A finding has no id: what it says of what is its identity. */
export function findingKey(finding: Finding): string {
  const { kind, namespace, name } = finding.subject;
  return [finding.code, kind, namespace, name, finding.title].join('|');
}
