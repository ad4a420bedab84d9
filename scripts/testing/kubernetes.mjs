import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../toolchain/cacheFolder.mjs';
import { say } from '../toolchain/say.mjs';

/** The version that the tests run against: another one in the cache is not it. */
export const KUBERNETES_VERSION = 'v1.36.3';

/** All that a folder must have; test-kubernetes holds it against the same list. */
export const programs = JSON.parse(
  readFileSync(
    path.resolve(
      import.meta.dirname,
      '../../packages/test-kubernetes/src/programs.json',
    ),
    'utf8',
  ),
);

export function missingPrograms(folder) {
  return programs.filter(name => !existsSync(path.join(folder, name)));
}

/** Where what is built here is kept. */
export function builtKubernetes() {
  return path.join(cacheFolder(), `kubernetes-${KUBERNETES_VERSION}`);
}

/**
 * The folder with a real kube-apiserver and what it takes to run pods: envtest's
 * variable first, then what was built here. A folder of envtest's own making has
 * three of the programs; it is passed over in one line.
 */
export function findKubernetes() {
  const assets = process.env.KUBEBUILDER_ASSETS;
  if (assets) {
    const missing = missingPrograms(assets);
    if (missing.length === 0) {
      // Tests and programs run in other folders than this one.
      return path.resolve(assets);
    }
    say(
      `KUBEBUILDER_ASSETS is passed over: ${assets} has no ${missing.join(
        ', no ',
      )}.`,
    );
  }
  const built = builtKubernetes();
  return missingPrograms(built).length === 0 ? built : undefined;
}
