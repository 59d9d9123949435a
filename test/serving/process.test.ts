import { exitCodes } from '../../src/exit-codes.ts';
import type { Client } from '../harness/client.ts';
import { isServer } from '../harness/databases.ts';
import { escalate, startSession } from '../harness/stories.ts';
import { afterAll, expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import {
  type Home,
  makeHome,
  type Program,
  removeMigratedFolder,
  runProgram,
  startProgram,
} from './program.ts';
import { events, json, openRawSocket, openRawStream, requestHead } from './raw-http.ts';

/** The program as its operator meets it: started, stopped, killed, started again. */

let lasting: Promise<Program & { readonly home: Home }> | null = null;

/** One program for the tests that neither change nor stop it. */
function aRunningProgram(): Promise<Program & { readonly home: Home }> {
  lasting ??= makeHome().then(async home => Object.assign(await startProgram(home.settings), { home }));
  return lasting;
}

afterAll(async () => {
  const program = await lasting;
  await program?.[Symbol.asyncDispose]();
  await program?.home[Symbol.asyncDispose]();
  await removeMigratedFolder();
});

/** Founds an account; returns the access token of its owner. */
async function register(program: Program): Promise<string> {
  const { data } = await program
    .client(null)
    .send<{ register: { accessToken: string } }>(
      'mutation($input: RegisterInput!) { register(input: $input) { accessToken } }',
      {
        input: {
          accountName: 'Acme',
          name: 'Ada',
          email: 'ada@test.example',
          password: 'a long enough passphrase',
        },
      },
    );
  return data?.register.accessToken ?? '';
}

const streamOf = (program: Program, token: string, after: string | null = null) =>
  openRawStream(`${program.url}/graphql/stream`, {
    method: 'POST',
    headers: { ...json, ...events, authorization: `Bearer ${token}` },
    body: JSON.stringify({
      query: `subscription($after: EventCursor) {
        escalationEvents(after: $after) { __typename ... on EscalationCreated { replayed handoff { id } } }
      }`,
      variables: { after },
    }),
  });

interface Queue {
  readonly escalationQueue: {
    readonly eventCursor: string;
    readonly nodes: readonly { readonly id: string }[];
  };
}

async function queueOf(client: Client): Promise<Queue['escalationQueue'] | undefined> {
  const { data } = await client.send<Queue>('{ escalationQueue { eventCursor nodes { id } } }');
  return data?.escalationQueue;
}

test('the program says where it listens, and answers there', async () => {
  const program = await aRunningProgram();

  const ready = program.log.find(({ msg }) => msg === 'ready');
  const health = await fetch(`${program.url}/health/ready`);

  expect(ready).toMatchObject({
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    graphiql: `${program.url}/graphql`,
    database: isServer ? 'server' : 'embedded',
    mail: `files in ${program.home.folder}/mail`,
  });
  expect(health.status).toBe(200);
  expect(program.stderr).toBe('');
});

test('on SIGTERM streams are told to come back, running requests are finished, and the program ends', async () => {
  await using home = await makeHome();
  await using program = await startProgram(home.settings);
  const token = await register(program);
  const bearer = { authorization: `Bearer ${token}` };
  await using distinct = await streamOf(program, token);
  expect(await distinct.next()).toMatchObject({
    data: { data: { escalationEvents: { __typename: 'StreamReady' } } },
  });
  const reservation = await fetch(`${program.url}/graphql/stream`, { method: 'PUT', headers: bearer });
  const shared = { 'x-graphql-event-stream-token': await reservation.text() };
  await using single = await openRawStream(`${program.url}/graphql/stream`, {
    headers: { ...events, ...shared },
  });
  await fetch(`${program.url}/graphql/stream`, {
    method: 'POST',
    headers: { ...json, ...bearer, ...shared },
    body: JSON.stringify({
      query: 'subscription { escalationCreated { cursor } }',
      extensions: { operationId: 'op' },
    }),
  });
  using running = await openRawSocket(program.url);
  const body = JSON.stringify({ query: '{ me { name } }' });
  running.write(
    requestHead('POST', '/graphql', {
      ...json,
      ...bearer,
      expect: '100-continue',
      'content-length': String(body.length),
    }),
  );
  await waitFor('the request to be accepted', () => running.text.includes('100 Continue'));

  program.kill('SIGTERM');
  const rotated = [{ extensions: { code: 'STREAM_ROTATED' } }];
  expect(await distinct.next()).toMatchObject({ event: 'next', data: { errors: rotated } });
  expect(await distinct.next()).toEqual({ event: 'complete', data: null });
  expect(await distinct.next()).toBeNull();
  expect(await single.next()).toMatchObject({
    event: 'next',
    data: { id: 'op', payload: { errors: rotated } },
  });
  expect(await single.next()).toEqual({ event: 'complete', data: { id: 'op' } });
  expect(await single.next()).toBeNull();
  running.write(body);

  await waitFor(
    'the answer',
    () => running.text.includes('{"data":{"me":{"name":"Ada"}}}'),
    () => running.text,
  );
  expect(await program.exited).toMatchObject({ code: 0, signal: null });
  expect(program.log.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  expect(program.stderr).toBe('');
  await expect(fetch(`${program.url}/health/live`)).rejects.toThrow('fetch failed');
});

test('on SIGINT the program stops with 0, and a request that never ends does not keep it from that', async () => {
  await using home = await makeHome();
  await using program = await startProgram(home.settings);
  using stuck = await openRawSocket(program.url);
  stuck.write(requestHead('POST', '/graphql', { ...json, expect: '100-continue', 'content-length': '100' }));
  await waitFor('the request to be accepted', () => stuck.text.includes('100 Continue'));

  program.kill('SIGINT');

  // A stop that waits for the request is ended by force, which is a code of its own.
  expect(await program.exited).toMatchObject({ code: 0, signal: null });
  expect(program.log.at(-1)).toMatchObject({ msg: 'stopped' });
  expect(program.stderr).toBe('');
});

test('a second SIGTERM ends a program at once that still waits for a request', async () => {
  await using home = await makeHome();
  await using program = await startProgram(home.settings);
  using stuck = await openRawSocket(program.url);
  stuck.write(requestHead('POST', '/graphql', { ...json, expect: '100-continue', 'content-length': '100' }));
  await waitFor('the request to be accepted', () => stuck.text.includes('100 Continue'));
  let hasEnded = false;
  const exited = program.exited.finally(() => {
    hasEnded = true;
  });

  // What comes within a second of the first is taken for the same request.
  await waitFor('the program to end', () => {
    if (!hasEnded) program.kill('SIGTERM');
    return hasEnded;
  });

  expect(await exited).toMatchObject({ code: exitCodes.stopForced, signal: null });
  expect(program.log.map(({ msg }) => msg)).not.toContain('stopped');
});

test('a wrong configuration is refused with every problem by name, and no secret is repeated', async () => {
  const exit = await runProgram({
    PORT: 'eighty',
    DATABASE_URL: 'mysql://root:hunter2@db.example.com/x',
    TOKEN_SECRET: 'too short',
    HEARTBEAT_SECONDS: '0',
    LOG_LEVEL: 'loud',
    MAIL_FROM: 'nobody',
  });

  expect(exit).toMatchObject({ code: exitCodes.misconfigured, log: [] });
  const problems = exit.stderr.split('\n').filter(line => line.startsWith('  - '));
  expect(new Set(problems.map(line => line.split(' ')[3]))).toEqual(
    new Set(['DATABASE_URL', 'HEARTBEAT_SECONDS', 'LOG_LEVEL', 'MAIL_FROM', 'PORT', 'TOKEN_SECRET']),
  );
  expect(exit.stderr).not.toMatch(/hunter2|too short|\.ts:/);
});

test('a port that is taken is named, and the program ends', async () => {
  await using other = await makeHome();
  const { port } = new URL((await aRunningProgram()).url);

  const exit = await runProgram({ ...other.settings, PORT: port });

  expect(exit.code).toBe(exitCodes.inUse);
  expect(exit.stderr).toContain(`127.0.0.1:${port}`);
  expect(exit.stderr.trim().split('\n')).toHaveLength(1);
});

/** The main thread stands still at this signal, as in a call that never returns. */
const hangAtSignal =
  "data:text/javascript,process.on('SIGUSR2',()=>Atomics.wait(new Int32Array(new SharedArrayBuffer(4)),0,0))";

test('a program whose main thread hangs ends by itself and says so; after that and after a kill the next start finds what was committed, and the old token works', async () => {
  await using home = await makeHome();
  // Long enough for a busy machine not to look as if the thread were hanging.
  const patient = { ...home.settings, WATCHDOG_SECONDS: '5' };
  const first = await startProgram(patient, ['--import', hangAtSignal]);
  const token = await register(first);
  const before = await queueOf(first.client(token));
  const sessionId = await startSession(first.client(token), { problem: 'The building is dark' });
  first.kill('SIGUSR2');
  expect(await first.exited).toMatchObject({ signal: 'SIGKILL' });
  expect(first.stderr).toMatch(
    /^The program has answered nobody for 5 s .* What was committed is there at the next start\.$/m,
  );

  const second = await startProgram(home.settings);
  const { data } = await second
    .client(token)
    .send<{ node: { problem: string } | null }>(
      'query ($id: ID!) { node(id: $id) { ... on Session { problem } } }',
      { id: sessionId },
    );
  expect(data?.node).toEqual({ problem: 'The building is dark' });
  const { id } = await escalate(second.client(token), { sessionId });
  second.kill('SIGKILL');
  expect(await second.exited).toMatchObject({ signal: 'SIGKILL' });

  await using third = await startProgram(home.settings);
  expect((await queueOf(third.client(token)))?.nodes).toEqual([{ id }]);
  await using stream = await streamOf(third, token, before?.eventCursor);
  expect(await stream.next()).toMatchObject({
    data: { data: { escalationEvents: { __typename: 'StreamReady' } } },
  });
  expect(await stream.next()).toMatchObject({
    data: {
      data: { escalationEvents: { __typename: 'EscalationCreated', replayed: true, handoff: { id } } },
    },
  });
});

if (!isServer) {
  test('a second program on the same data folder is refused and told why, and the first goes on', async () => {
    const first = await aRunningProgram();

    const exit = await runProgram(first.home.settings);

    expect(exit.code).toBe(exitCodes.inUse);
    expect(exit.stderr).toContain(`Another process already uses the data folder ${first.home.folder}.`);
    expect(exit.stderr.trim().split('\n')).toHaveLength(1);
    expect(await first.client(null).send('{ __typename }')).toEqual({
      status: 200,
      data: { __typename: 'Query' },
    });
  });
}
