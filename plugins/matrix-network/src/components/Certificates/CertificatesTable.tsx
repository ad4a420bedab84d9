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
import { useNow } from '../../hooks';
import {
  absoluteTime,
  calendarDate,
  certificateState,
  daysLeftText,
} from '../../model';
import { DataColumn, DataTable } from '../Layout';
import { StatusLabel } from '../Status';
import { LifetimeBar } from './LifetimeBar';

/** Certificates with state, days left over the lifetime, renewal date and message. */
export function CertificatesTable(props: {
  certificates: readonly CertificateHealth[];
}) {
  return (
    <DataTable
      label="Certificates"
      columns={columnsOf(useNow())}
      rows={props.certificates}
      rowKey={certificate => `${certificate.namespace}/${certificate.name}`}
    />
  );
}

function columnsOf(now: Date): DataColumn<CertificateHealth>[] {
  return [
    {
      title: 'State',
      noWrap: true,
      render: certificate => (
        <StatusLabel state={certificateState(certificate, now)} />
      ),
    },
    {
      title: 'Certificate',
      isRowHeader: true,
      render: certificate => (
        <>
          {certificate.name}
          <Typography
            variant="caption"
            color="textSecondary"
            component="div"
            style={{ overflowWrap: 'anywhere' }}
          >
            {certificate.dnsNames.join(', ')}
          </Typography>
          {certificate.message && (
            <Typography variant="body2" component="div">
              {certificate.message}
            </Typography>
          )}
        </>
      ),
    },
    {
      title: 'Lifetime',
      noWrap: true,
      render: certificate => <Lifetime certificate={certificate} now={now} />,
    },
    {
      title: 'Renewal',
      noWrap: true,
      render: certificate => <OnDate iso={certificate.renewalTime} />,
    },
    {
      title: 'Issuer and Secret',
      render: certificate => (
        <>
          {certificate.issuer}
          <Typography variant="caption" color="textSecondary" component="div">
            {certificate.secretName}
          </Typography>
        </>
      ),
    },
  ];
}

function Lifetime(props: { certificate: CertificateHealth; now: Date }) {
  const { certificate, now } = props;
  if (certificate.daysLeft === undefined) {
    return <>–</>;
  }
  return (
    <>
      <span
        title={certificate.notAfter && absoluteTime(certificate.notAfter)}
        style={{ whiteSpace: 'nowrap' }}
      >
        {daysLeftText(certificate.daysLeft)}
      </span>
      <LifetimeBar
        certificate={certificate}
        tone={certificateState(certificate, now).tone}
      />
    </>
  );
}

function OnDate(props: { iso?: string }) {
  return props.iso ? (
    <time dateTime={props.iso} title={absoluteTime(props.iso)}>
      {calendarDate(props.iso)}
    </time>
  ) : (
    <>–</>
  );
}
