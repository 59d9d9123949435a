/**
 * Completes package-lock.json: adds the optional platform binaries that a registry mirror did not offer when the
 * lock file was written. Without their names in the lock, `npm ci` refuses it as out of step with package.json,
 * on every platform. Run it after each change of a dependency: `npm run lock:complete`.
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface LockedPackage {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
  resolved?: string;
}

const file = new URL('../package-lock.json', import.meta.url);
const lock: { packages: Record<string, LockedPackage> } = JSON.parse(readFileSync(file, 'utf8'));
let added = 0;
for (const [path, locked] of Object.entries(lock.packages)) {
  delete locked.resolved;
  for (const [name, range] of Object.entries(locked.optionalDependencies ?? {})) {
    if (lock.packages[`${path}/node_modules/${name}`] || lock.packages[`node_modules/${name}`]) continue;
    const os = /android|darwin|linux|win32|freebsd|openharmony|aix|netbsd|openbsd|sunos/.exec(name)?.[0];
    const cpu = /arm64|arm(?=[-_]|$)|x64|ia32|ppc64|s390x|riscv64|wasm32|loong64|mips64el/.exec(name)?.[0];
    lock.packages[`node_modules/${name}`] = {
      version: range.replace(/^[\^~]/, ''),
      ...(cpu ? { cpu: [cpu] } : {}),
      ...(locked.dev ? { dev: true } : {}),
      ...(name.includes('musl') ? { libc: ['musl'] } : {}),
      optional: true,
      ...(os ? { os: [os] } : {}),
    };
    added++;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added} optional packages added to package-lock.json\n`);
