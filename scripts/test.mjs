// `npm test`: types, lint, format, then unit and integration tests, closing
// with one line `N passed, N failed, N skipped`. A static check counts as one.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPostgres } from './testing/postgres.mjs';
import { findKubernetes } from './testing/kubernetes.mjs';
import { findMirror, WITHOUT_MIRROR } from './testing/mirror.mjs';
import { run } from './toolchain/node.mjs';
import { prepare, root } from './toolchain/packages.mjs';
import { say } from './toolchain/say.mjs';

const toolchain = await prepare();
const count = { passed: 0, failed: 0, skipped: 0 };
const loud = [];

async function check(title, bin, args) {
  say(`\n— ${title}`);
  const code = await run(
    toolchain.node,
    [path.join(root, 'node_modules', bin), ...args],
    { cwd: root, env: toolchain.env },
  );
  count[code === 0 ? 'passed' : 'failed'] += 1;
}

async function jest(env) {
  say('\n— Unit and integration tests');
  const folder = mkdtempSync(path.join(tmpdir(), 'matrix-network-test-'));
  const file = path.join(folder, 'jest.json');
  const code = await run(
    toolchain.node,
    [
      path.join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
      'repo',
      'test',
      '--ci',
      '--passWithNoTests',
      '--maxWorkers=2',
      // Two cores run databases, browsers and clusters beside the tests.
      '--testTimeout=60000',
      '--json',
      `--outputFile=${file}`,
    ],
    {
      cwd: root,
      env: { ...toolchain.env, ...env, CI: '1' },
      // Jest prints the JSON on stdout too; people read its stderr.
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  if (!existsSync(file)) {
    say(
      `The tests did not run: jest exited with ${code} before the first one.`,
    );
    count.failed += 1;
    return;
  }
  const report = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(folder, { recursive: true, force: true });
  count.passed += report.numPassedTests;
  count.failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
  count.skipped += report.numPendingTests + report.numTodoTests;
  if (code !== 0 && report.numFailedTests === 0) {
    count.failed += report.numRuntimeErrorTestSuites ? 0 : 1;
  }
}

await check('Format', 'prettier/bin-prettier.js', [
  '--check',
  '--loglevel=warn',
  '.',
]);
// Emits the declarations that the API reports are made from; anew, since the
// order in a union depends on what an incremental run has seen.
await check('Types', 'typescript/bin/tsc', ['--incremental', 'false']);
await check('Lint', '@backstage/cli/bin/backstage-cli', [
  'repo',
  'lint',
  '--max-warnings',
  '0',
]);
await check('API reports', '@backstage/repo-tools/bin/backstage-repo-tools', [
  'api-reports',
  '--ci',
  '--allow-all-warnings',
  // The first names the absolute path of the checkout, the second line numbers.
  '--omit-messages',
  'ae-wrong-input-file-type,ae-undocumented',
  'plugins/*',
]);

const postgres = await startPostgres();
if (!postgres) {
  loud.push(
    'SKIPPED: PostgreSQL. Its server is not installed, so the database tests ran on SQLite alone.',
  );
}
const kubernetes = findKubernetes();
if (!kubernetes) {
  loud.push(
    'SKIPPED: the real kube-apiserver. Set KUBEBUILDER_ASSETS, or build one with `node scripts/kubernetes/build.mjs`.',
  );
}
const mirror = findMirror();
if (!mirror) {
  loud.push(WITHOUT_MIRROR);
}

try {
  await jest({
    ...(mirror ? { MATRIX_NETWORK_TEST_MIRROR: mirror } : {}),
    ...(postgres
      ? {
          BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING:
            postgres.connectionString,
        }
      : {}),
    ...(kubernetes
      ? {
          KUBEBUILDER_ASSETS: kubernetes,
          // Its kubectl serves where the machine has none.
          PATH: `${toolchain.env.PATH}${path.delimiter}${kubernetes}`,
        }
      : {}),
  });
} finally {
  await postgres?.stop();
}

say('');
loud.forEach(say);
process.stdout.write(
  `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`,
);
process.exitCode = count.failed === 0 ? 0 : 1;
