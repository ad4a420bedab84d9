// Builds etcd, kube-apiserver, kube-controller-manager, kubectl and KWOK from the Go
// modules, once, into the user's cache folder, unless they are there. Prints the folder
// on stdout, progress on stderr. Exit code 3 means: cannot be built here (no Go).
import { spawn, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  builtKubernetes,
  findKubernetes,
  KUBERNETES_VERSION as kubernetes,
  missingPrograms,
} from '../testing/kubernetes.mjs';
import { say } from '../toolchain/say.mjs';

const kwok = 'v0.8.0';
const etcd = 'v3.6.5';
/** Programs that have a module of their own. */
const modules = {
  etcd: { package: 'go.etcd.io/etcd/server/v3', version: etcd },
  kwok: {
    package: 'sigs.k8s.io/kwok/cmd/kwok',
    module: 'sigs.k8s.io/kwok',
    version: kwok,
  },
};

function go(args, { cwd, env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn('go', args, {
      cwd,
      env: {
        ...process.env,
        CGO_ENABLED: '0',
        GOFLAGS: '-mod=mod',
        GOTOOLCHAIN: 'local',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let problems = '';
    child.stdout.on('data', chunk => {
      out += chunk;
    });
    child.stderr.on('data', chunk => {
      problems = (problems + chunk).slice(-4_000);
    });
    child.once('error', reject);
    child.once('close', code =>
      code === 0
        ? resolve(out)
        : reject(
            new Error(
              `go ${args[0]} … ${args.at(-1)} exited ${code}: ${problems}`,
            ),
          ),
    );
  });
}

/**
 * A module that requires k8s.io/kubernetes must repeat, as published versions,
 * the replacements that its own go.mod makes for the staging modules.
 */
async function writeKubernetesModule(folder) {
  const found = JSON.parse(
    await go(['mod', 'download', '-json', `k8s.io/kubernetes@${kubernetes}`], {
      cwd: folder,
    }),
  );
  const upstream = readFileSync(found.GoMod, 'utf8');
  const staging = [
    ...upstream.matchAll(/^\s*(k8s\.io\/[\w-]+) => \.\/staging\//gm),
  ].map(match => match[1]);
  const version = kubernetes.replace(/^v1/, 'v0');
  writeFileSync(
    path.join(folder, 'go.mod'),
    [
      'module matrix-network.io/test-kubernetes',
      upstream.match(/^go .*$/m)[0],
      `require k8s.io/kubernetes ${kubernetes}`,
      ...staging.map(name => `replace ${name} => ${name} ${version}`),
      '',
    ].join('\n'),
  );
}

async function buildKubernetes(target, names) {
  if (names.length === 0) {
    return;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'test-kubernetes-'));
  try {
    await writeKubernetesModule(folder);
    const stamp = `-X k8s.io/component-base/version.gitVersion=${kubernetes} -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=36`;
    for (const name of names) {
      say(`  building ${name} ${kubernetes} (minutes on two cores) …`);
      await go(
        [
          'build',
          '-trimpath',
          '-ldflags',
          `-s -w ${stamp}`,
          '-o',
          path.join(target, name),
          `k8s.io/kubernetes/cmd/${name}`,
        ],
        { cwd: folder },
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Builds one main package in a throw-away module that requires its module. */
async function buildModule(target, name, source) {
  say(`  building ${name} ${source.version} …`);
  const folder = mkdtempSync(path.join(tmpdir(), `${name}-`));
  try {
    writeFileSync(
      path.join(folder, 'go.mod'),
      'module matrix-network.io/test-kubernetes\n\ngo 1.25.0\n',
    );
    await go(['get', `${source.module ?? source.package}@${source.version}`], {
      cwd: folder,
    });
    await go(
      // prettier-ignore
      ['build', '-trimpath', '-ldflags', '-s -w', '-o', path.join(target, name), source.package],
      { cwd: folder },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function build() {
  const target = builtKubernetes();
  say(
    `Building a real Kubernetes ${kubernetes} API server, once, into ${target}`,
  );
  // Built aside and moved in when done: an interrupted build leaves nothing half.
  const work = `${target}.${process.pid}`;
  mkdirSync(work, { recursive: true });
  mkdirSync(target, { recursive: true });
  const missing = missingPrograms(target);
  try {
    for (const name of missing.filter(each => each in modules)) {
      await buildModule(work, name, modules[name]);
    }
    await buildKubernetes(
      work,
      missing.filter(name => !(name in modules)),
    );
    for (const name of missing) {
      renameSync(path.join(work, name), path.join(target, name));
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return target;
}

const found = findKubernetes();
if (!found && spawnSync('go', ['version']).status !== 0) {
  say('A real kube-apiserver cannot be built: there is no Go on the PATH.');
  process.exitCode = 3;
} else {
  process.stdout.write(`${found ?? (await build())}\n`);
}
