import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../toolchain/cacheFolder.mjs';

const complete = folder =>
  ['etcd', 'kube-apiserver'].every(name => existsSync(path.join(folder, name)));

/** The folder with a real kube-apiserver: envtest's variable first, then what was built here. */
export function findKubernetes() {
  const assets = process.env.KUBEBUILDER_ASSETS;
  if (assets) {
    return complete(assets) ? assets : undefined;
  }
  const cache = cacheFolder();
  if (!existsSync(cache)) {
    return undefined;
  }
  return readdirSync(cache)
    .filter(name => /^kubernetes-v[\d.]+$/.test(name))
    .map(name => path.join(cache, name))
    .find(complete);
}
