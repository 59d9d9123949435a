import { openHarness } from '../harness/harness.ts';
import { startSession } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';

const refuseToGrow = [
  `create function refuse_to_grow() returns trigger language plpgsql as $$ begin
    raise exception 'could not extend file "base/5/16500": No space left on device' using errcode = 'disk_full';
  end $$`,
  `create trigger refuse_to_grow before insert on session_step for each row execute function refuse_to_grow()`,
];

const full = 'The disk of the database is full. Please tell whoever runs the server, and try again later.';
const line = 'requests fail: the disk of the database is full';

test('a database whose disk is full says so to clients, with 503, and once in the log for all of them', async () => {
  await using h = await openHarness({});
  h.mailbox.ignoreAll();
  h.logBook.expectErrors(/the disk of the database is full/);
  const { owner } = await h.anAccount();
  const sessionId = await startSession(h.as(owner));
  const addNote = () =>
    h.as(owner).send('mutation ($input: AddNoteInput!) { addNote(input: $input) { id } }', {
      input: { sessionId, text: 'The disk makes a noise' },
    });
  for (const statement of refuseToGrow) await h.app.database.query(statement);

  const answers = await Promise.all([addNote(), addNote(), addNote()]);
  const read = await h
    .as(owner)
    .send<{ session: { id: string } }>('query ($id: ID!) { session(id: $id) { id } }', { id: sessionId });

  for (const answer of answers)
    expect(answer).toMatchObject({
      status: 503,
      errors: [{ message: full, extensions: { code: 'SERVICE_UNAVAILABLE', requestId: expect.any(String) } }],
    });
  expect(JSON.stringify(answers)).not.toContain('base/5');
  expect(read.data?.session.id).toBe(sessionId);
  expect(h.logBook.lines.filter(({ level }) => level >= 50)).toMatchObject([
    { msg: line, passedOver: 0, err: { code: '53100' } },
  ]);
});
