import path from 'node:path';

/** Upstream's manifests: the variable's folder, absolute as tests run in others. */
export function findMirror() {
  const folder = process.env.MATRIX_NETWORK_TEST_MIRROR;
  return folder ? path.resolve(folder) : undefined;
}

/** Those that tests speak of: the specification's, and the newest. */
const releases =
  'ingress-nginx@1.11.1 ingress-nginx@1.15.1 cert-manager@1.14.0 cert-manager@1.21.1';

export const WITHOUT_MIRROR = [
  "SKIPPED: all that needs upstream's manifests, the install of the whole stack first of all. On a machine with internet, fetch them:",
  `  npm run -s matrix-network -- mirror --to FOLDER --release ${releases}`,
  'and set MATRIX_NETWORK_TEST_MIRROR=FOLDER.',
].join('\n');
