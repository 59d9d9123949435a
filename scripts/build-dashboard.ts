/**
 * Builds the dashboard into dashboard/dist: `npm run build`. With `--if-stale` only when there is no build of what is
 * in the folder now, which takes a few milliseconds to see; `npm start` asks for that.
 */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const mark = join(root, 'dashboard/dist/.built-from');

/** A digest of everything that goes into the build. */
function digestOfSources(): string {
  const hash = createHash('sha256');
  const sources = globSync(['dashboard/**/*.*', 'src/client/*.ts', 'package-lock.json'], {
    cwd: root,
    exclude: ['dashboard/dist/**', 'dashboard/node_modules/**'],
  });
  for (const path of sources.toSorted()) hash.update(path).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

function isBuiltFrom(digest: string): boolean {
  try {
    return readFileSync(mark, 'utf8') === digest;
  } catch {
    return false;
  }
}

/** An image has the build and not the tools for it. */
function hasSources(): boolean {
  return globSync('dashboard/src/main.tsx', { cwd: root }).length > 0;
}

/** Null where the packages of development are not installed. */
async function loadVite() {
  return await import('vite').catch(() => null);
}

const digest = digestOfSources();
const isOptional = process.argv.includes('--if-stale');
if (hasSources() && !(isOptional && isBuiltFrom(digest))) {
  // What a test run has built is served afterwards too: never React's slow build for development.
  process.env.NODE_ENV = 'production';
  const vite = await loadVite();
  if (vite === null) {
    process.stderr.write(
      'The dashboard is not built, as what builds it is not installed. "npm ci" without --omit=dev installs it.\n',
    );
    process.exitCode = isOptional ? 0 : 1;
  } else {
    process.stdout.write('Building the dashboard…\n');
    await vite.build({ configFile: join(root, 'dashboard/vite.config.ts'), logLevel: 'warn' });
    writeFileSync(mark, digest);
  }
}
