import { spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const base = '/usr/lib/postgresql';

function binFolder() {
  if (!existsSync(base)) {
    return undefined;
  }
  return readdirSync(base)
    .sort((a, b) => Number(b) - Number(a))
    .map(version => path.join(base, version, 'bin'))
    .find(folder => existsSync(path.join(folder, 'initdb')));
}

function freePort() {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** PostgreSQL refuses to run as root: there it runs as the user of its package. */
function account() {
  if (process.getuid() !== 0) {
    return {};
  }
  const id = flag =>
    Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

/**
 * A PostgreSQL of our own on a free loopback port, with its data in a temporary
 * folder; `undefined` where the server is not installed.
 */
export async function startPostgres() {
  const bin = binFolder();
  if (!bin) {
    return undefined;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'matrix-network-postgres-'));
  const as = account();
  if (as.uid !== undefined) {
    chownSync(folder, as.uid, as.gid);
  }
  const data = path.join(folder, 'data');
  const init = spawnSync(
    path.join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync'],
    { ...as, cwd: folder, encoding: 'utf8' },
  );
  if (init.status !== 0) {
    throw new Error(`PostgreSQL could not be set up: ${init.stderr}`);
  }
  const port = await freePort();
  const server = spawn(
    path.join(bin, 'postgres'),
    // prettier-ignore
    ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', folder, '-F',
      '-c', 'max_connections=300', '-c', 'log_min_messages=fatal'],
    { ...as, cwd: folder, stdio: 'ignore' },
  );
  const answers = () =>
    spawnSync(path.join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', port], {
      stdio: 'ignore',
    }).status === 0;
  for (let attempt = 0; attempt < 100 && !answers(); attempt += 1) {
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  return {
    connectionString: `postgresql://postgres@127.0.0.1:${port}`,
    stop: async () => {
      const ended = new Promise(resolve => server.once('exit', resolve));
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
