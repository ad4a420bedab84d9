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

const DNS_PORTS = [53, 5353];
const DNS_HEADER_BYTES = 12;

/**
 * Whether the server behind a port answers a datagram. UDP has no handshake, so
 * a client that gets no answer can't tell silence from a dropped packet. A DNS
 * server stays silent to what is too short for a DNS header, agnhost's usual
 * "hostname" among it, and answers anything longer, if only with an error.
 */
export function answersDatagram(port: number, data: string): boolean {
  return (
    !DNS_PORTS.includes(port) || Buffer.byteLength(data) >= DNS_HEADER_BYTES
  );
}
