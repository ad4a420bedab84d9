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

import { request as send } from 'undici';

/** Where kube-apiserver notes up to which revision it has compacted; its watch caches look there. */
const COMPACT_KEY = 'compact_rev_key';

const base64 = (text: string) => Buffer.from(text).toString('base64');

async function call(
  url: string,
  path: string,
  body: object,
): Promise<{ header: { revision: string } }> {
  const answer = await send(new URL(path, url), {
    method: 'POST',
    body: JSON.stringify(body),
  });
  const text = await answer.body.text();
  if (answer.statusCode !== 200) {
    throw new Error(`etcd ${path}: ${answer.statusCode} ${text}`);
  }
  return JSON.parse(text);
}

/**
 * What kube-apiserver's compactor does, now instead of every five minutes.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/apiserver/pkg/storage/etcd3/compact.go
 */
export async function compactEtcd(url: string): Promise<void> {
  const key = base64(COMPACT_KEY);
  const { header } = await call(url, '/v3/kv/range', { key });
  await call(url, '/v3/kv/put', { key, value: base64(header.revision) });
  await call(url, '/v3/kv/compaction', { revision: header.revision });
}
