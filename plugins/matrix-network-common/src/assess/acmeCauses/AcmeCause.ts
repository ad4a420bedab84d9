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

import { ChainMessage } from '../certificateChain';

/** What a message of cert-manager means, for people. */
export interface ExplainedCause {
  /** Stable, kebab-case. */
  id: string;
  /** Why the certificate is not issued, without the message itself. */
  cause: string;
  /** What to do about it. */
  remedy: string;
  message: ChainMessage;
}

/**
 * A cause why a certificate is not issued, told from the text of one message.
 * Texts: cert-manager's sources at v1.21.1 and Let's Encrypt's (boulder).
 */
export interface AcmeCause {
  id: string;
  /** The cause and the remedy, or undefined when the message says something else. */
  explain(message: ChainMessage): { cause: string; remedy: string } | undefined;
}

/** The host that a message speaks of, if it does. */
export function hostIn(text: string): string | undefined {
  return (
    /https?:\/\/([^/'":\s]+)/.exec(text)?.[1] ??
    /authorization error for ([^\s:]+)/.exec(text)?.[1] ??
    /looking up (?:A|AAAA|CAA) for ([^\s,;]+)/.exec(text)?.[1]
  );
}

/** A name lookup that failed, as Go writes it: `lookup HOST on 10.96.0.10:53: no such host`. */
export const nameLookup =
  /no such host|lookup \S+( on \S+)?: .*(i\/o timeout|server misbehaving)/i;
