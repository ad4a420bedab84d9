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

import { z } from 'zod';
import { isIP } from 'node:net';

const QUALIFIED_NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const DNS_SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const PORT_NAME = /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** JSON `null` means "not set" to the API server. */
export function optional<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform(value => value ?? undefined);
}

/** The same for text: to the API server, empty text is not set either. */
export function optionalText<T extends z.ZodType>(schema: T) {
  return z.preprocess(
    value => (value === '' ? undefined : value),
    optional(schema),
  );
}

/** In a list or a map, `null` is an empty value to the API server. */
export function nullAs<T extends z.ZodType>(empty: '' | object, schema: T) {
  return z.preprocess(value => (value === null ? empty : value), schema);
}

/** A list that may be left out. */
export function listOf<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform(items => items ?? []);
}

export const dnsLabel = z
  .string()
  .refine(text => text.length <= 63 && DNS_LABEL.test(text), {
    error: ({ input }) =>
      `"${input}" is not a DNS label: at most 63 lower-case letters, digits and "-", beginning and ending with a letter or digit`,
  });

export const dnsSubdomain = z
  .string()
  .refine(text => text.length <= 253 && DNS_SUBDOMAIN.test(text), {
    error: ({ input }) =>
      `"${input}" is not a DNS name: at most 253 lower-case letters, digits, "-" and ".", each part beginning and ending with a letter or digit`,
  });

/** Text that a name may begin with. */
export const namePrefix = z
  .string()
  .refine(text => DNS_SUBDOMAIN.test(text.replace(/-$/, 'a')), {
    error: ({ input }) =>
      `"${input}" cannot begin a name: lower-case letters, digits, "-" and "." are accepted`,
  });

function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/');
  const prefix = slash < 0 ? undefined : key.slice(0, slash);
  const name = key.slice(slash + 1);
  return (
    (prefix === undefined ||
      (prefix.length <= 253 && DNS_SUBDOMAIN.test(prefix))) &&
    name.length <= 63 &&
    QUALIFIED_NAME.test(name)
  );
}

const labelKey = z.string().refine(isLabelKey, {
  error: ({ input }) =>
    `"${input}" is not a label key: at most 63 letters, digits, "-", "_", ".", after an optional DNS prefix and "/"`,
});

const labelValue = z
  .string({
    error: ({ input }) =>
      `${JSON.stringify(
        input,
      )} is not text: in YAML, put numbers, true and false in quotes`,
  })
  .refine(
    text => text === '' || (text.length <= 63 && QUALIFIED_NAME.test(text)),
    {
      error: ({ input }) =>
        `"${input}" is not a label value: empty, or at most 63 letters, digits, "-", "_", ".", beginning and ending with a letter or digit`,
    },
  );

/** Labels of an object. */
export const labels = z
  .record(labelKey, nullAs('', labelValue))
  .nullish()
  .transform((given): Record<string, string> => given ?? {});

const annotationKey = z.string().refine(key => isLabelKey(key.toLowerCase()), {
  error: ({ input }) =>
    `"${input}" is not an annotation key: at most 63 letters, digits, "-", "_", ".", after an optional DNS prefix and "/"`,
});

const annotationValue = z.string({
  error: ({ input }) =>
    `${JSON.stringify(
      input,
    )} is not text: in YAML, put numbers, true and false in quotes`,
});

const ANNOTATION_BYTES = 256 * 1024;

function bytesOf(annotations: Readonly<Record<string, string>>): number {
  return Object.entries(annotations)
    .flat()
    .reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

/** Annotations of an object. */
export const annotations = optional(
  z
    .record(annotationKey, nullAs('', annotationValue))
    .refine(given => bytesOf(given) <= ANNOTATION_BYTES, {
      error: `annotations take at most ${ANNOTATION_BYTES} bytes`,
    }),
);

/** A name with a DNS prefix, or one of those that Kubernetes has. */
export const finalizer = z
  .string()
  .refine(
    text =>
      ['kubernetes', 'orphan', 'foregroundDeletion'].includes(text) ||
      (text.includes('/') && isLabelKey(text)),
    {
      error: ({ input }) =>
        `"${input}" is not a finalizer: a name after a DNS prefix and "/" is accepted`,
    },
  );

export const portNumber = z
  .number()
  .refine(port => Number.isInteger(port) && port >= 1 && port <= 65535, {
    error: ({ input }) => `${input} is not a port: 1 to 65535 is accepted`,
  });

export const portName = z
  .string()
  .refine(name => name.length <= 15 && PORT_NAME.test(name), {
    error: ({ input }) =>
      `"${input}" is not a port name: at most 15 lower-case letters, digits and "-", at least one letter`,
  });

export const ipAddress = z.string().refine(
  // A zone ("%eth0") has no place in the Kubernetes API.
  text => isIP(text) !== 0 && !text.includes('%'),
  {
    error: ({ input }) =>
      `"${input}" is not an IP address; an IPv4 or IPv6 address is accepted`,
  },
);
