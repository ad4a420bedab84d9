import { homedir } from 'node:os';
import path from 'node:path';

/** The one folder outside the checkout that anything here writes to. */
export function cacheFolder() {
  const base = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
  return path.join(base, 'matrix-network');
}
