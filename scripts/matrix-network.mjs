// `npm run -s matrix-network -- <command>`: the command line of this checkout, on the Node that it needs.
import path from 'node:path';
import { run } from './toolchain/node.mjs';
import { prepare, root } from './toolchain/packages.mjs';

const toolchain = await prepare();
process.exitCode = await run(
  toolchain.node,
  [
    path.join(root, 'packages/cli/bin/matrix-network'),
    ...process.argv.slice(2),
  ],
  // Paths on the command line are those of the person, not of the checkout.
  { cwd: process.env.INIT_CWD ?? process.cwd(), env: toolchain.env },
);
