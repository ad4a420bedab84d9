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
import { CertificateHealth } from '@matrix-network/backstage-plugin-matrix-network-common';
import { ReactNode } from 'react';
import { useNow } from '../../hooks';
import { certificatesState } from '../../model';
import { Section } from '../Layout';
import { StatusLabel } from '../Status';
import { CertificatesTable } from './CertificatesTable';
import { CertificateTimeline } from './CertificateTimeline';

const stateOrder = {
  expired: 0,
  failed: 1,
  expiring: 2,
  issuing: 3,
  unknown: 4,
  ready: 5,
} as const;

/** Certificates, worst first, as a timeline and as a table. */
export function CertificatesSection(props: {
  certificates: readonly CertificateHealth[];
  emptyText: string;
  actions?: ReactNode;
}) {
  const certificates = [...props.certificates].sort(
    (a, b) =>
      stateOrder[a.state] - stateOrder[b.state] ||
      (a.daysLeft ?? Infinity) - (b.daysLeft ?? Infinity),
  );
  return (
    <Section
      title="Certificates"
      summary={
        <StatusLabel state={certificatesState(certificates, useNow())} />
      }
      actions={props.actions}
    >
      {certificates.length ? (
        <>
          <CertificateTimeline certificates={certificates} />
          <CertificatesTable certificates={certificates} />
        </>
      ) : (
        <Typography variant="body2" color="textSecondary">
          {props.emptyText}
        </Typography>
      )}
    </Section>
  );
}
