// Installs the packages unless exactly these are installed already: a checkout gives the lock file a new date, not new content.
import { execSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('.', import.meta.url);
const stamp = new URL('node_modules/.restored', folder);
const wanted = createHash('sha256').update(readFileSync(new URL('package-lock.json', folder))).digest('hex');
const installed = () => {
  try {
    return readFileSync(stamp, 'utf8');
  } catch {
    return '';
  }
};

if (installed() !== wanted) execSync('npm ci --no-audit --no-fund --prefer-offline --loglevel=error', { cwd: folder, stdio: 'inherit' });
writeFileSync(stamp, wanted);
