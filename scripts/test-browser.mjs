// The browser tests: the portal as `npm start` runs it, in headless Chromium.
// Screenshots of each page are kept in `screenshots/`.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { run } from './toolchain/node.mjs';
import { prepare, root } from './toolchain/packages.mjs';
import { fail } from './toolchain/say.mjs';

const browsers = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

const toolchain = await prepare();
const chromium = browsers.find(file => file && existsSync(file));
if (!chromium) {
  fail(
    'The browser tests need a Chromium: install the package `chromium`, or set CHROMIUM_PATH.',
  );
}
process.exitCode = await run(
  toolchain.node,
  [
    path.join(root, 'node_modules/@playwright/test/cli.js'),
    'test',
    ...process.argv.slice(2),
  ],
  { cwd: root, env: { ...toolchain.env, CHROMIUM_PATH: chromium } },
);
