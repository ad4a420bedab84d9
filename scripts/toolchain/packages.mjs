import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureNodeAndYarn, run } from './node.mjs';
import { fail, say } from './say.mjs';

export const root = path.resolve(import.meta.dirname, '../..');
const stamp = path.join(root, 'node_modules/.matrix-network-install');

function manifests() {
  const folders = ['packages', 'plugins'].flatMap(parent =>
    readdirSync(path.join(root, parent)).map(name => path.join(parent, name)),
  );
  return ['package.json', 'yarn.lock', '.yarnrc.yml']
    .concat(folders.map(folder => path.join(folder, 'package.json')))
    .map(file => path.join(root, file))
    .filter(file => existsSync(file));
}

function fingerprint(toolchain) {
  const hash = createHash('sha256').update(toolchain.node);
  for (const file of manifests()) {
    hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Installs the packages, unless what is installed is what the lockfile says. */
export async function ensurePackages(toolchain) {
  const wanted = fingerprint(toolchain);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return;
  }
  say('Installing packages (about two minutes the first time) …');
  const code = await run(
    toolchain.node,
    [toolchain.yarn, 'install', '--immutable'],
    // Standard output belongs to the command that follows.
    { cwd: root, env: toolchain.env, stdio: ['ignore', 2, 2] },
  );
  if (code !== 0) {
    fail(
      `The packages could not be installed: yarn install exited with ${code}; its reason stands above.`,
    );
  }
  writeFileSync(stamp, wanted);
}

/** What every command of the project starts with. */
export async function prepare() {
  const toolchain = ensureNodeAndYarn();
  // Yarn ran `yarn install` itself before anyone can say `yarn start`.
  const startedByYarn = process.env.npm_config_user_agent?.startsWith('yarn/');
  if (!startedByYarn) {
    await ensurePackages(toolchain);
  }
  return toolchain;
}
