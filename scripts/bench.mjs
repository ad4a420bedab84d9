// `yarn bench <name>`: prints measurements as JSON lines. Ratios are against a peer in the same run.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { run } from './toolchain/node.mjs';
import { prepare, root } from './toolchain/packages.mjs';
import { fail } from './toolchain/say.mjs';

const benches = {
  apply: 'plugins/matrix-network-node/bench/apply.ts',
  connectivity: 'plugins/matrix-network-common/bench/connectivity.ts',
  policy: 'plugins/matrix-network-common/bench/policy.ts',
};

const [name, ...rest] = process.argv.slice(2);
if (!name || !(name in benches)) {
  fail(
    `"${name ?? ''}" is no benchmark; there is: ${Object.keys(benches).join(
      ', ',
    )}.`,
  );
}
const file = path.join(root, benches[name]);
if (!existsSync(file)) {
  fail(`The benchmark ${benches[name]} is missing from this checkout.`);
}
const toolchain = await prepare();
process.exitCode = await run(
  toolchain.node,
  [
    '--expose-gc',
    '--require',
    path.join(root, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
    '--eval',
    `require(${JSON.stringify(file)}).main()`,
    ...rest,
  ],
  { cwd: root, env: toolchain.env },
);
