import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isServer } from '../harness/databases.ts';
import { EscalationEvents } from '../harness/stories.ts';
import { afterAll, expect, test } from '../harness/test.ts';
import { makeHome, type Program, removeMigratedFolder, startProgram } from '../serving/program.ts';
import { escalateSession, foundAccount, send, startSession } from './bulk-events.ts';

/** The embedded database is put back by a copy of its folder, as the documents say how to. */

afterAll(removeMigratedFolder);

async function cursorNow({ url }: Program, token: string): Promise<string> {
  const query = '{ escalationQueue { eventCursor } }';
  const { escalationQueue } = await send<{ escalationQueue: { eventCursor: string } }>(url, token, query, {});
  return escalationQueue.eventCursor;
}

async function escalate({ url }: Program, token: string): Promise<void> {
  await escalateSession(url, token, { sessionId: await startSession(url, token), engineerNotes: 'Again' });
}

/** What a stream says first when it is opened with a cursor: the code of an error, or the type of an event. */
async function answerTo(program: Program, token: string, after: string): Promise<unknown> {
  await using stream = await program.client(token).subscribe(EscalationEvents, { after });
  return await stream.next().then(
    ({ escalationEvents }) => escalationEvents.__typename,
    (error: { code?: string }) => error.code,
  );
}

const embeddedTest = isServer ? test.skip : test;

embeddedTest('a copy of the folder that is put back ends the cursors of what it does not hold', async () => {
  await using home = await makeHome();
  const [folder, copy] = [join(home.folder, 'database'), join(home.folder, 'copy')];
  const secret = { ...home.settings, TOKEN_SECRET: 'a secret for tests, forty characters long' };
  const during = async <T>(work: (program: Program) => Promise<T>): Promise<T> => {
    await using program = await startProgram(secret);
    return await work(program);
  };
  const { owner } = await during(({ url }) => foundAccount(url, 'acme', 0));
  await cp(folder, copy, { recursive: true });
  const { kept, lost } = await during(async program => {
    const kept = await cursorNow(program, owner.token);
    await escalate(program, owner.token);
    return { kept, lost: await cursorNow(program, owner.token) };
  });
  await rm(folder, { recursive: true });
  await cp(copy, folder, { recursive: true });

  await using restored = await startProgram(secret);
  const before = await answerTo(restored, owner.token, lost);
  for (let count = 0; count < 3; count++) await escalate(restored, owner.token);

  expect(before).toBe('CURSOR_EXPIRED');
  expect(await answerTo(restored, owner.token, lost)).toBe('CURSOR_EXPIRED');
  expect(await answerTo(restored, owner.token, kept)).toBe('StreamReady');
});
