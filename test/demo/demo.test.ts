import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';

const root = resolve(import.meta.dirname, '../..');
/** It begins with an empty database and founds a company, which is as much as a load test on a busy machine. */
const deadlineMs = 180_000;
/** Kept outside of the folder for temporary files, which must be empty in the end; the product uses the same. */
const compileCache = join(tmpdir(), 'node-compile-cache');

test('the demo shows escalations that are claimed and resolved, lets visitors in, and leaves nothing behind', async () => {
  await using demo = await startDemo({ DEMO_SECONDS_BETWEEN: '0.2' });

  const curl = await demo.line(/^curl -N .*/m);
  const handled = /"__typename":"Escalation(Created|Claimed|Resolved)"/;
  const stream = await readStream(curl, ([, ...frames]) => frames.some(frame => handled.test(frame)));
  await demo.line(/^\d\d:\d\d:\d\d {2}\w+ escalated NW-\d+ .* \((LOW|NORMAL|HIGH|URGENT)/m);
  await demo.line(/^\d\d:\d\d:\d\d {2}\w+ claimed NW-\d+ from \w+ after \d+ s$/m);
  await demo.line(/^\d\d:\d\d:\d\d {2}\w+ (resolved|closed) NW-\d+ for \w+: \w+/m);
  const [, email, password] = (await demo.line(/^ {2}VIEWER +\S+ +\S+$/m)).trim().split(/ +/);
  const visitor = await signIn((await demo.line(/^GraphiQL +\S+/m)).split(/ +/)[1] ?? '', {
    email,
    password,
  });
  const code = await demo.end('SIGINT');

  expect(visitor).toEqual({
    data: { login: { user: { role: 'VIEWER', account: { name: 'Northwind IT Services' } } } },
  });
  expect(stream[0]).toMatch(/^event: next\ndata: \{"data":\{"escalationEvents":\{"__typename":"StreamReady"/);
  expect(stream.slice(1).join('\n')).toMatch(handled);
  expect({ code, errors: demo.errors(), complaints: demo.output().match(/^.*\d {2}! .*$/gm) }).toEqual({
    code: 0,
    errors: '',
    complaints: null,
  });
  expect(await readdir(demo.temporary)).toEqual([]);
});

test('the demo does not touch a database that is configured', async () => {
  await using demo = await startDemo({ DATABASE_URL: 'postgres://desk@127.0.0.1:1/desk' });

  const code = await demo.ended();

  expect({ code, output: demo.output() }).toEqual({ code: 1, output: '' });
  expect(demo.errors()).toMatch(/^DATABASE_URL is set\. The demo .* on a database of its own alone\.$/m);
  expect(await readdir(demo.temporary)).toEqual([]);
});

interface Demo extends AsyncDisposable {
  /** The only place for temporary files that the demo knows of. */
  readonly temporary: string;
  output(): string;
  errors(): string;
  /** Waits until the output has a match; returns it. */
  line(pattern: RegExp): Promise<string>;
  end(signal: NodeJS.Signals): Promise<number | null>;
  ended(): Promise<number | null>;
}

async function startDemo(settings: Record<string, string>): Promise<Demo> {
  const temporary = await mkdtemp(join(tmpdir(), 'resolutionflow-test-'));
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ['demo/main.ts'], {
    cwd: root,
    env: { PATH, HOME, TMPDIR: temporary, NODE_COMPILE_CACHE: compileCache, PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = collect(child.stdout);
  const errors = collect(child.stderr);
  const exit = once(child, 'close') as Promise<[number | null]>;
  const demo: Demo = {
    temporary,
    output: output.text,
    errors: errors.text,
    line: pattern => output.match(pattern, () => `It said: ${output.text()}${errors.text()}`, child),
    async ended() {
      return (await exit)[0];
    },
    end(signal) {
      child.kill(signal);
      return demo.ended();
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null) await demo.end('SIGKILL');
      await rm(temporary, { recursive: true, force: true });
    },
  };
  return demo;
}

/** What a process writes, and a way to wait for it. */
function collect(stream: NodeJS.ReadableStream) {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    text += chunk;
  });
  return {
    text: () => text,
    async match(pattern: RegExp, describe: () => string, child: ChildProcess): Promise<string> {
      let hasEnded = false;
      const found = await waitFor(
        `the demo to say ${pattern}`,
        () => {
          // The last line may still be growing.
          const [match] = pattern.exec(text.slice(0, text.lastIndexOf('\n') + 1)) ?? [];
          // What it has said is read once more after its end.
          if (match === undefined && hasEnded)
            throw new Error(`the demo ended without ${pattern}. ${describe()}`);
          hasEnded = child.exitCode !== null || child.signalCode !== null;
          return match;
        },
        describe,
        deadlineMs,
      );
      return found;
    },
  };
}

async function signIn(url: string, input: object): Promise<unknown> {
  const query = 'mutation ($input: LoginInput!) { login(input: $input) { user { role account { name } } } }';
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { input } }),
  });
  return await response.json();
}

/** Does what the printed command does, until enough frames have come; returns them. */
async function readStream(curl: string, isEnough: (frames: string[]) => boolean): Promise<string[]> {
  const url = /^curl -N (\S+)/.exec(curl)?.[1] ?? '';
  const headers = [...curl.matchAll(/-H '([^:]+): ([^']+)'/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  const body = / -d '([^']+)'$/.exec(curl)?.[1] ?? '';
  const controller = new AbortController();
  const response = await fetch(url, {
    method: 'POST',
    headers: Object.fromEntries(headers) as Record<string, string>,
    body,
    signal: controller.signal,
  });
  expect(response.status).toBe(200);
  let text = '';
  const frames = () =>
    text
      .split('\n\n')
      .slice(0, -1)
      .filter(frame => !frame.startsWith(':'));
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString('utf8');
    if (isEnough(frames())) break;
  }
  controller.abort();
  return frames();
}
