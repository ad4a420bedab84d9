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

import { error, TlsCheck, TlsMaterial, TlsProblem, warning } from '../TlsCheck';
import { ReadCertificate } from '../readCertificates';

const DAY_MS = 24 * 60 * 60 * 1000;
const SOON_DAYS = 30;
/** Apple's systems refuse a server certificate with a longer life, also of a private authority. */
const LONGEST_DAYS = 825;

const day = (date: Date) => date.toISOString().slice(0, 10);

function datesOf(
  { subject, fields: { notBefore, notAfter } }: ReadCertificate,
  now: Date,
): TlsProblem[] {
  if (now > notAfter) {
    return [error(`${subject} expired on ${day(notAfter)}`)];
  }
  if (now < notBefore) {
    return [error(`${subject} is valid from ${day(notBefore)} only`)];
  }
  const left = Math.floor((notAfter.getTime() - now.getTime()) / DAY_MS);
  return left < SOON_DAYS
    ? [warning(`${subject} expires on ${day(notAfter)}, in ${left} days`)]
    : [];
}

function lifeOf({ chain: [own], purpose }: TlsMaterial): TlsProblem[] {
  const { notBefore, notAfter } = own.fields;
  const days = Math.ceil((notAfter.getTime() - notBefore.getTime()) / DAY_MS);
  return purpose === 'server' && days > LONGEST_DAYS
    ? [
        warning(
          `${own.subject} is valid for ${days} days: Apple's systems refuse more than ${LONGEST_DAYS}`,
        ),
      ]
    : [];
}

/** Every certificate of the file is valid today, and for a while. */
export const validDates: TlsCheck = {
  title: 'dates',
  run(material) {
    const { chain, authorities = [], now } = material;
    return [
      ...chain.flatMap(each => datesOf(each, now)),
      ...authorities.flatMap(each =>
        // A bundle holds others, too; only those that sign this chain matter.
        chain.some(({ fields }) => fields.issuer === each.fields.subject)
          ? datesOf(each, now)
          : [],
      ),
      ...lifeOf(material),
    ];
  },
};
