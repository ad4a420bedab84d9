import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from './cacheFolder.mjs';
import { fail, say } from './say.mjs';

/** Node 22: the backend aborts on Node >= 24.19, whose N-API change better-sqlite3 12 does not survive. */
export const NODE_VERSION = '22.23.2';
export const YARN_VERSION = '4.18.1';

function runningNodeFits() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major === 22 && minor >= 14;
}

function npmInstall(folder, packages) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  // An npm that Yarn started sees Yarn's settings as its own: leave them out.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(npm_|YARN_|BERRY_)/i.test(name),
    ),
  );
  const result = spawnSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--loglevel=error', ...packages],
    { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  if (result.status !== 0) {
    fail(
      `npm could not install ${packages.join(' and ')} into ${folder}: ${
        result.error?.message ?? `it exited with ${result.status}`
      }.`,
    );
  }
}

/**
 * The Node and the Yarn that the project runs on: the running Node where it
 * fits, else one from the npm registry, kept in the user's cache folder.
 *
 * @returns the paths of both programs and the environment to run them in.
 */
export function ensureNodeAndYarn() {
  const folder = path.join(
    cacheFolder(),
    `toolchain-node-${NODE_VERSION}-yarn-${YARN_VERSION}`,
  );
  const modules = path.join(folder, 'node_modules');
  const nodePackage = `node-${
    process.platform === 'win32' ? 'win' : process.platform
  }-${process.arch}`;
  const ownNode = path.join(modules, nodePackage, 'bin', 'node');
  const yarn = path.join(modules, '@yarnpkg/cli-dist/bin/yarn.js');
  const fits = runningNodeFits();

  if (!existsSync(yarn) || (!fits && !existsSync(ownNode))) {
    say(
      fits
        ? `Getting Yarn ${YARN_VERSION} …`
        : `Getting Node ${NODE_VERSION} and Yarn ${YARN_VERSION} (this is Node ${process.versions.node}) …`,
    );
    npmInstall(folder, [
      `@yarnpkg/cli-dist@${YARN_VERSION}`,
      ...(fits ? [] : [`${nodePackage}@${NODE_VERSION}`]),
    ]);
  }

  const node = fits ? process.execPath : ownNode;
  const prefix = path.dirname(path.dirname(node));
  const hasHeaders = existsSync(path.join(prefix, 'include/node/node.h'));
  return {
    node,
    yarn,
    env: {
      ...process.env,
      PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}`,
      // An inherited nodedir holds the headers of another Node.
      ...(hasHeaders ? { npm_config_nodedir: prefix } : {}),
      YARN_ENABLE_TELEMETRY: '0',
    },
  };
}

/** Runs a command to its end; resolves with its exit code. */
export function run(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(signal ? 1 : code));
  });
}
