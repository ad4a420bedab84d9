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
import { CertificateCheck } from '@matrix-network/backstage-plugin-matrix-network-common';
import { calendarDate, daysLeftText, Tone } from '../../model';
import { Disclosure, Facts } from '../Layout';
import { Banner } from '../Status';

type Presented = Extract<CertificateCheck, { outcome: 'presented' }>;
type Failed = Extract<CertificateCheck, { outcome: 'failed' }>;

const failureTitles: Record<Failed['reason'], string> = {
  nameNotResolved: 'The name does not resolve',
  refused: 'The connection was refused: nothing listens there',
  timeout: 'No answer in time',
  notTls: 'Something answers, but it does not speak TLS',
  forbiddenAddress: 'The name leads to an address that is not checked',
  other: 'The handshake failed',
};

/** What a TLS handshake came to. */
export function CheckResult(props: { check: CertificateCheck }) {
  const { check } = props;
  return check.outcome === 'presented' ? (
    <PresentedResult check={check} />
  ) : (
    <Banner tone="bad" title={failureTitles[check.reason]}>
      {check.host}:{check.port}
      {check.address ? ` (${check.address})` : ''}: {check.message}
    </Banner>
  );
}

function PresentedResult(props: { check: Presented }) {
  const { check } = props;
  const { title, tone } = verdict(check);
  return (
    <>
      <Banner tone={tone} title={title}>
        {check.host}:{check.port} at {check.address}, {check.protocol}
      </Banner>
      <Facts
        facts={[
          {
            name: 'Trusted by public authorities',
            value: check.trusted
              ? 'Yes'
              : `No: ${check.trustError ?? 'reason unknown'}`,
          },
          {
            name: 'Name on the certificate',
            value: check.nameMatches ? 'Matches' : 'Does not match',
          },
          { name: 'Validity', value: daysLeftText(check.daysLeft) },
        ]}
      />
      {check.chain.map((certificate, index) => (
        <Disclosure
          key={certificate.fingerprint256}
          summary={`${index === 0 ? 'Certificate' : 'Issued by'}: ${
            certificate.subject
          }`}
        >
          <Facts
            facts={[
              { name: 'Issuer', value: certificate.issuer },
              { name: 'From', value: calendarDate(certificate.notBefore) },
              { name: 'Until', value: calendarDate(certificate.notAfter) },
              {
                name: 'DNS names',
                value: certificate.dnsNames.join(', ') || '–',
              },
              { name: 'Serial number', value: certificate.serialNumber },
              { name: 'SHA-256', value: certificate.fingerprint256 },
            ]}
          />
        </Disclosure>
      ))}
      {check.chain.length === 0 && (
        <Typography variant="body2">No certificate was presented.</Typography>
      )}
    </>
  );
}

function verdict(check: Presented): { title: string; tone: Tone } {
  if (check.daysLeft < 0) {
    return { title: 'The certificate has expired', tone: 'bad' };
  }
  if (!check.nameMatches) {
    return { title: 'The certificate is for other names', tone: 'bad' };
  }
  if (!check.trusted) {
    return { title: 'The certificate is not trusted', tone: 'warning' };
  }
  return { title: 'The certificate is good', tone: 'good' };
}
