// `npm start`: the sandbox clusters, the backend and the portal, as one program.
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import path from 'node:path';
import { prepare, root } from './toolchain/packages.mjs';
import { fail, say } from './toolchain/say.mjs';

const ports = {
  3000: 'the portal',
  7007: 'the backend',
  7443: 'the sandbox cluster',
  7444: 'the drifted sandbox cluster',
};

const answers = port =>
  new Promise(resolve => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

async function requireFreePorts() {
  for (const [port, what] of Object.entries(ports)) {
    if (await answers(Number(port))) {
      fail(
        `Port ${port}, where ${what} would listen, is taken: stop what listens there and start again.`,
      );
    }
  }
}

async function ready(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    return response.ok;
  } catch {
    return false;
  }
}

async function announceWhenReady() {
  const urls = [
    'http://localhost:3000',
    'http://localhost:7007/.backstage/health/v1/readiness',
  ];
  for (;;) {
    const all = await Promise.all(urls.map(ready));
    if (all.every(Boolean)) {
      say('\n  The portal is ready: http://localhost:3000\n');
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 1_000));
  }
}

const toolchain = await prepare();
await requireFreePorts();

const children = [];
let stopping = false;

function stop(code) {
  if (stopping) {
    return;
  }
  stopping = true;
  for (const child of children) {
    // A process group each, so that what they started ends as well.
    try {
      process.kill(-child.pid, 'SIGTERM');
    } catch {
      // It has ended already.
    }
  }
  setTimeout(() => process.exit(code), 1_500);
}

function start(name, args) {
  const child = spawn(toolchain.node, args, {
    cwd: root,
    env: toolchain.env,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  child.once('error', error => {
    say(`${name} could not be started: ${error.message}`);
    stop(1);
  });
  child.once('exit', code => {
    if (!stopping && name !== 'The sandbox cluster') {
      say(`${name} ended with ${code}; its reason stands above.`);
      stop(1);
    } else if (!stopping) {
      // The portal is of use without it: it then shows what it saw last.
      say(`${name} ended with ${code}; the portal goes on without it.`);
    }
  });
  children.push(child);
}

process.on('SIGINT', () => stop(0));
process.on('SIGTERM', () => stop(0));

say('Starting the sandbox clusters, the backend and the portal …');
start('The sandbox cluster', [
  path.join(root, 'packages/sandbox-cluster/bin/sandbox-cluster'),
  'start',
]);
start('The portal', [
  path.join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
  'repo',
  'start',
  ...process.argv.slice(2),
]);
await announceWhenReady();
