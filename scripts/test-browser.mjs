// The browser tests: the portal as `npm start` runs it, in headless Chromium.
// Screenshots of each page are kept in `screenshots/`.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './toolchain/node.mjs';
import { prepare, root } from './toolchain/packages.mjs';
import { fail, say } from './toolchain/say.mjs';

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
const report = path.join(root, 'test-results/report.json');
const code = await run(
  toolchain.node,
  [
    path.join(root, 'node_modules/@playwright/test/cli.js'),
    'test',
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    env: {
      ...toolchain.env,
      CHROMIUM_PATH: chromium,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    },
  },
);
if (existsSync(report)) {
  const { stats } = JSON.parse(readFileSync(report, 'utf8'));
  say('');
  process.stdout.write(
    `${stats.expected + stats.flaky} passed, ${stats.unexpected} failed, ${
      stats.skipped
    } skipped\n`,
  );
}
process.exitCode = code;
