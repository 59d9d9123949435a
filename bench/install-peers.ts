import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('./', import.meta.url);

/** Installs what the product is compared to, unless it is there in the versions that package.json names. */
export function installPeers(say: (text: string) => void): void {
  const { dependencies } = readJson<{ dependencies: Record<string, string> }>('package.json');
  const missing = Object.entries(dependencies).filter(([name, version]) => versionOf(name) !== version);
  if (missing.length === 0) return;
  say('Installing what the product is compared to into bench/node_modules …');
  // None of them needs a script of its own to run.
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: fileURLToPath(folder),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function versionOf(name: string): string | null {
  const path = `node_modules/${name}/package.json`;
  return existsSync(new URL(path, folder)) ? readJson<{ version: string }>(path).version : null;
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
}
