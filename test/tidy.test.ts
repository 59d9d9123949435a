import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { parseSync } from '@swc/core';
import { expect, test } from './harness/test.ts';

const root = resolve(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Import {
  readonly specifier: string;
  /** Erased before the program runs: it needs the types of the other file, never its code. */
  readonly typeOnly: boolean;
}

interface Module {
  /** From the top of the repository, with slashes: `src/kernel/ids.ts`. */
  readonly path: string;
  readonly imports: readonly Import[];
  readonly usesProcess: boolean;
}

/** What each folder of src may import beside itself. Arrows only point down. */
const kernel: string[] = [];
const platform = [...kernel, 'kernel'];
const accounts = [...platform, 'platform'];
const trees = [...accounts, 'accounts'];
const sessions = [...trees, 'trees'];
const handoffs = [...sessions, 'sessions'];
const reactions = [...handoffs, 'handoffs'];
const layers = new Map<string, readonly string[]>([
  ['kernel', kernel],
  ['platform', platform],
  ['graphql', accounts],
  ['accounts', accounts],
  ['trees', trees],
  ['sessions', sessions],
  ['handoffs', handoffs],
  ['notifications', reactions],
  // A webhook is one more way to be told: it has rows in the same ledger.
  ['integrations', [...reactions, 'notifications']],
  ['analytics', reactions],
  ['client', []],
  ['web', accounts],
]);

/** The folder directly below src; files directly in src are the assembly, which may import everything. */
function layerOf(path: string): string {
  const [, folder = '', ...rest] = path.split('/');
  return rest.length === 0 ? 'assembly' : folder;
}

/** The file a relative import leads to; null for packages and Node's own modules. */
function targetOf(module: Module, { specifier }: Import): string | null {
  return specifier.startsWith('.') ? relative(root, resolve(root, dirname(module.path), specifier)) : null;
}

function findForbiddenImports(modules: readonly Module[]): string[] {
  return modules.flatMap(module =>
    module.imports.flatMap(imported => {
      const target = targetOf(module, imported);
      const problem = target === null ? null : explainForbidden(module.path, target, imported.typeOnly);
      return problem === null ? [] : [`${module.path} imports ${imported.specifier}: ${problem}`];
    }),
  );
}

function explainForbidden(from: string, to: string, typeOnly: boolean): string | null {
  const [above, below] = [layerOf(from), layerOf(to)];
  if (to === 'package.json') return above === 'assembly' ? null : 'only the assembly may';
  if (!to.startsWith('src/')) return 'the product must not depend on a file outside src';
  if (!to.endsWith('.ts')) return 'the .ts suffix is missing';
  if (above === 'assembly' || above === below) return null;
  if (to === 'src/config.ts')
    return typeOnly ? null : 'only the types of the configuration, by "import type"';
  const allowed = layers.get(above);
  if (allowed === undefined) return `src/${above}/ has no layer; give it one in test/tidy.test.ts`;
  if (below === 'graphql')
    return from.endsWith('.schema.ts') ? null : 'the graphql kit is for *.schema.ts and the assembly';
  if (allowed.includes(below)) return null;
  return `${above} may import ${allowed.join(', ') || 'nothing else of src'}, not ${below}`;
}

/** Each chain of imports that comes back to its start. Types are erased before loading, so they close no circle. */
function findCycles(modules: readonly Module[]): string[] {
  const edges = new Map<string, string[]>();
  for (const module of modules) {
    const loaded = module.imports.filter(({ typeOnly }) => !typeOnly);
    edges.set(
      module.path,
      loaded.map(imported => targetOf(module, imported)).filter(target => target !== null),
    );
  }
  const cycles: string[] = [];
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]) => {
    const at = trail.indexOf(path);
    if (at >= 0) cycles.push([...trail.slice(at), path].join(' → '));
    if (at >= 0 || done.has(path)) return;
    for (const next of edges.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) walk(path, []);
  return cycles;
}

/** Reads a file as the compiler does, so that a comment or a text about imports is not taken for one. */
function parseModule(path: string, source: string): Module {
  const imports: Import[] = [];
  let usesProcess = false;
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, source: from, typeOnly, callee, argument, value, ctxt } = node as Syntax;
    if (from?.type === 'StringLiteral')
      imports.push({ specifier: `${from.value}`, typeOnly: typeOnly === true });
    if (type === 'TsImportType') imports.push({ specifier: `${argument?.value}`, typeOnly: true });
    if (type === 'CallExpression' && callee?.type === 'Import') {
      imports.push({ specifier: `${(node as Syntax).arguments?.[0]?.expression.value}`, typeOnly: false });
    }
    // Context 1 is swc's mark of a name that no scope of this file declares: the global, not a parameter so named.
    if (type === 'Identifier' && ctxt === 1 && value === 'process') usesProcess = true;
    const { object, property } = node as Syntax;
    if (object?.value === 'globalThis' && property?.value === 'process') usesProcess = true;
    for (const child of Object.values(node)) visit(child);
  };
  visit(parseSync(source, { syntax: 'typescript', target: 'es2024' }).body);
  usesProcess ||= imports.some(({ specifier }) => /^(node:)?process$/.test(specifier));
  return { path, imports, usesProcess };
}

/** The few parts of swc's syntax tree that are looked at here. */
interface Syntax {
  readonly type?: string;
  readonly source?: Syntax;
  readonly typeOnly?: boolean;
  readonly callee?: Syntax;
  readonly argument?: Syntax;
  readonly arguments?: readonly { readonly expression: Syntax }[];
  readonly object?: Syntax;
  readonly property?: Syntax;
  readonly value?: unknown;
  readonly ctxt?: number;
}

const sourcePaths = globSync('src/**/*.ts', { cwd: root }).map(path => path.replaceAll('\\', '/'));
const modules = sourcePaths.map(path => parseModule(path, read(path)));

test('arrows between the layers only point down', () => {
  expect(modules.length).toBeGreaterThan(10);

  expect(findForbiddenImports(modules)).toEqual([]);
});

test('no file imports itself through others', () => {
  expect(findCycles(modules)).toEqual([]);
});

test('only main.ts, what watches it or starts it, and what counts processor time touch the process', () => {
  const allowed = [
    'src/main.ts',
    'src/stop-requests.ts',
    'src/supervisor.ts',
    'src/watchdog-thread.ts',
    'src/platform/work-budget.ts',
  ];
  const others = modules.filter(module => module.usesProcess && !allowed.includes(module.path));

  expect(others.map(({ path }) => `${path} uses process; have src/main.ts pass down what it needs`)).toEqual(
    [],
  );
});

test('the rules above notice what breaks them', () => {
  const broken = [
    parseModule('src/kernel/ids.ts', `import { openMailer } from '../platform/mailer.ts'; // process.env`),
    parseModule(
      'src/platform/mailer.ts',
      `export * from '../kernel/ids.ts'; import { parseConfig } from '../config.ts';`,
    ),
    parseModule('src/handoffs/a.ts', `type T = import('../notifications/b.ts').T; const { env } = process;`),
    parseModule(
      'src/notifications/b.ts',
      `import type { C } from '../analytics/c.ts'; import '../graphql/builder.ts';`,
    ),
    parseModule(
      'src/trees/t.schema.ts',
      `import '../graphql/builder.ts'; import type { Config } from '../config.ts';`,
    ),
    parseModule('src/client/feed.ts', `const ids = await import('../kernel/ids.ts');`),
    parseModule('src/misc/x.ts', `import '../kernel/ids.ts'; import '../../bench/run.ts'; import './y';`),
  ];

  expect(findForbiddenImports(broken)).toEqual([
    'src/kernel/ids.ts imports ../platform/mailer.ts: kernel may import nothing else of src, not platform',
    'src/platform/mailer.ts imports ../config.ts: only the types of the configuration, by "import type"',
    'src/handoffs/a.ts imports ../notifications/b.ts: handoffs may import kernel, platform, accounts, trees, sessions, not notifications',
    'src/notifications/b.ts imports ../analytics/c.ts: notifications may import kernel, platform, accounts, trees, sessions, handoffs, not analytics',
    'src/notifications/b.ts imports ../graphql/builder.ts: the graphql kit is for *.schema.ts and the assembly',
    'src/client/feed.ts imports ../kernel/ids.ts: client may import nothing else of src, not kernel',
    'src/misc/x.ts imports ../kernel/ids.ts: src/misc/ has no layer; give it one in test/tidy.test.ts',
    'src/misc/x.ts imports ../../bench/run.ts: the product must not depend on a file outside src',
    'src/misc/x.ts imports ./y: the .ts suffix is missing',
  ]);
  expect(findCycles(broken)).toEqual(['src/kernel/ids.ts → src/platform/mailer.ts → src/kernel/ids.ts']);
  expect(broken.filter(module => module.usesProcess).map(({ path }) => path)).toEqual(['src/handoffs/a.ts']);
});

const dashboardPaths = globSync('dashboard/src/**/*.{ts,tsx}', { cwd: root })
  .map(path => path.replaceAll('\\', '/'))
  .filter(path => !path.startsWith('dashboard/src/generated/'));

test('no file in src or the dashboard is longer than 400 lines', () => {
  const linesMax = 400;
  const long = [...sourcePaths, ...dashboardPaths]
    .map(path => ({ path, lines: read(path).split('\n').length - 1 }))
    .filter(({ lines }) => lines > linesMax);

  expect(
    long.map(({ path, lines }) => `${path} has ${lines} lines; split it along a seam that has a name`),
  ).toEqual([]);
});

test('the dashboard knows of the product what every client knows: the client of the live stream, and the API', () => {
  const foreign = dashboardPaths.flatMap(path =>
    [...read(path).matchAll(/from '(\.[^']+)'/g)]
      .map(([, specifier = '']) => relative(root, resolve(root, dirname(path), specifier)))
      .filter(target => !target.startsWith('dashboard/') && !target.startsWith('src/client/'))
      .map(target => `${path} imports ${target}`),
  );

  expect(dashboardPaths.length).toBeGreaterThan(40);
  expect(foreign).toEqual([]);
});

test('the dashboard writes no text of the API into the page as HTML', () => {
  const unsafe = dashboardPaths.filter(path =>
    /dangerouslySetInnerHTML|innerHTML|insertAdjacentHTML/.test(read(path)),
  );

  expect(unsafe).toEqual([]);
});

test('every connection to a database server is made from the one place that says how', () => {
  const opens = /new (Client|Pool|PgBoss)\(|driver: PostgreSqlDriver/;

  const paths = sourcePaths.filter(path => opens.test(read(path)));

  expect(paths.length).toBeGreaterThan(4);
  expect(paths.filter(path => !read(path).includes('connectionOptions('))).toEqual([]);
});

test('files and folders are kebab-case with a known role, and none is a drawer for odds and ends', () => {
  const fileForm =
    /^[a-z0-9]+(-[a-z0-9]+)*(\.(entity|policy|service|queries|events|jobs|schema|reactions))?\.ts$/;
  const drawers = /^(utils?|common|helpers?)$/;
  const problems = sourcePaths.flatMap(path => {
    const folders = dirname(path).split('/');
    const words = [...folders, basename(path)].flatMap(segment => segment.split(/[.-]/));
    return [
      ...(fileForm.test(basename(path))
        ? []
        : [`${path}: the file name is not kebab-case with a known role`]),
      ...folders
        .filter(folder => !/^[a-z0-9-]+$/.test(folder))
        .map(folder => `${path}: ${folder} is not kebab-case`),
      ...words
        .filter(word => drawers.test(word))
        .map(word => `${path}: "${word}" does not say what is inside`),
      ...(basename(path) === 'index.ts'
        ? [`${path}: no barrels; import from the file that declares it`]
        : []),
    ];
  });

  expect(problems).toEqual([]);
});

interface PackageFile {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  overrides?: Record<string, unknown>;
}

const packageFile = JSON.parse(read('package.json')) as PackageFile;
const packages = Object.entries({ ...packageFile.dependencies, ...packageFile.devDependencies });

/** What the first column of a document's tables names, with the rest of its row. */
function readTableRows(path: string): Map<string, string> {
  return new Map(
    [...read(path).matchAll(/^\| `([^`]+)` *\|(.+)\|$/gm)].map(row => [row[1] ?? '', (row[2] ?? '').trim()]),
  );
}

test('every dependency is pinned to one exact version', () => {
  const exact = /^\d+\.\d+\.\d+(-[\w.]+)?$/;
  const pinned = [
    ...packages,
    ...Object.entries(packageFile.overrides ?? {}).map(([name, to]) => [name, `${to}`] as const),
  ];

  expect(
    pinned.filter(([, version]) => !exact.test(version)).map(([name, version]) => `${name}: ${version}`),
  ).toEqual([]);
});

test('every dependency has its reason in docs/dependencies.md, and the document names no other', () => {
  const reasons = readTableRows('docs/dependencies.md');

  const missing = packages
    .filter(([name]) => !reasons.get(name))
    .map(([name]) => `${name} has no reason in the document`);
  const known = new Set(packages.map(([name]) => name));
  const stale = [...reasons.keys()]
    .filter(name => !known.has(name))
    .map(name => `${name} is not in package.json`);
  expect([...missing, ...stale]).toEqual([]);
});

test('the lock file installs from whatever registry is configured', () => {
  const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, { resolved?: string }> };

  const bound = Object.entries(lock.packages).filter(([, { resolved }]) => resolved?.startsWith('http'));
  expect(bound.map(([path, { resolved }]) => `${path} is bound to ${resolved}`)).toEqual([]);
});

test('every setting is explained in docs/configuration.md, and the document names no other', () => {
  const settings = new Set(
    [...read('src/config.ts').matchAll(/'([A-Z][A-Z0-9_]{2,})'/g)].map(match => match[1] ?? ''),
  );
  const explained = readTableRows('docs/configuration.md');
  expect(settings.size).toBeGreaterThan(10);

  const missing = [...settings]
    .filter(name => !explained.get(name))
    .map(name => `${name} is not in the document`);
  const stale = [...explained.keys()]
    .filter(name => !settings.has(name))
    .map(name => `${name} is not in src/config.ts`);
  expect([...missing, ...stale]).toEqual([]);
});
