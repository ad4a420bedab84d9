// `yarn test:contract`: the contract suite, against the sandbox and a real
// kube-apiserver. That is built first where it is missing; progress on stderr.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { run } from './toolchain/node.mjs';
import { prepare, root } from './toolchain/packages.mjs';
import { findMirror, WITHOUT_MIRROR } from './testing/mirror.mjs';
import { say } from './toolchain/say.mjs';

/** Found, else built once; undefined where neither is possible. */
function kubernetes() {
  const built = spawnSync(
    process.execPath,
    [path.join(root, 'scripts/kubernetes/build.mjs')],
    { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' },
  );
  return built.status === 0 ? built.stdout.trim() : undefined;
}

const toolchain = await prepare();
const assets = kubernetes();
const mirror = findMirror();
const loud = [
  ...(assets
    ? []
    : [
        'SKIPPED: the real kube-apiserver. It could not be built here (the reason stands at the beginning), so the suite ran against the sandbox alone.',
      ]),
  ...(mirror ? [] : [WITHOUT_MIRROR]),
];
process.exitCode = await run(
  toolchain.node,
  [
    path.join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
    'package',
    'test',
    '--no-watch',
    '--testTimeout=60000',
    ...process.argv.slice(2),
  ],
  {
    cwd: path.join(root, 'packages/contract-suite'),
    env: {
      ...toolchain.env,
      CI: '1',
      ...(mirror ? { MATRIX_NETWORK_TEST_MIRROR: mirror } : {}),
      ...(assets
        ? {
            KUBEBUILDER_ASSETS: assets,
            PATH: `${toolchain.env.PATH}${path.delimiter}${assets}`,
          }
        : {}),
    },
  },
);
say('');
loud.forEach(say);
