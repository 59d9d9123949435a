import { type Harness, openHarness, type Person, password } from '../harness/harness.ts';
import { claim, EscalationEvents, escalate, startSession } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';

/** The log, at its most talkative level, holds nothing that people told the product in confidence. */

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

const addNote = 'mutation($input: AddNoteInput!) { addNote(input: $input) { id } }';

/** Every line as text, to search in. */
function linesOf(h: Harness): string[] {
  return h.logBook.lines.map(line => JSON.stringify(line));
}

function expectNoneOf(h: Harness, secrets: Readonly<Record<string, string>>): void {
  const found = Object.entries(secrets).flatMap(([name, secret]) =>
    linesOf(h)
      .filter(line => line.includes(secret))
      .map(line => `${name} is in: ${line.slice(0, 600)}`),
  );
  expect(found).toEqual([]);
}

async function signIn(h: Harness, person: Person, secret: string): Promise<Tokens | undefined> {
  const { data } = await h.nobody.send<{ login: Tokens }>(
    'mutation Login($input: LoginInput!) { login(input: $input) { accessToken refreshToken } }',
    { input: { email: person.email, password: secret } },
  );
  return data?.login;
}

test('passwords and tokens never reach the log, whether signing in works or not', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  h.mailbox.ignoreAll();

  const tokens = await signIn(h, owner, password);
  await signIn(h, owner, 'a wrong passphrase 0815');
  await h.as({ ...owner, token: 'a.forged.token4711' }).send('{ me { id } }');
  await h.nobody.send(
    'mutation($input: RefreshTokensInput!) { refreshTokens(input: $input) { accessToken } }',
    {
      input: { refreshToken: tokens?.refreshToken },
    },
  );
  const { data } = await h
    .as(owner)
    .send<{ inviteUser: { acceptUrl: string } }>(
      'mutation($input: InviteUserInput!) { inviteUser(input: $input) { acceptUrl } }',
      { input: { email: 'new@test.example', role: 'ENGINEER' } },
    );
  await h.settled();

  expect(linesOf(h).some(line => line.includes('"operation":"Login"'))).toBe(true);
  expectNoneOf(h, {
    password,
    'wrong password': 'a wrong passphrase 0815',
    'access token': tokens?.accessToken ?? 'missing',
    'refresh token': tokens?.refreshToken ?? 'missing',
    'forged token': 'a.forged.token4711',
    'invitation token':
      new URL(data?.inviteUser.acceptUrl ?? 'missing:').searchParams.get('token') ?? 'missing',
    'own token': owner.token,
  });
});

test('notes never reach the log on their way from one engineer to the next', async () => {
  await using h = await openHarness();
  const { ada, grace } = await h.anAccount({ engineers: ['ada', 'grace'] });
  h.mailbox.ignoreAll();
  await using stream = await h.as(grace).subscribe(EscalationEvents);
  const sessionId = await startSession(h.as(ada), { problem: 'secret problem', clientName: 'secret client' });
  await h.as(ada).send(addNote, { input: { sessionId, text: 'secret note' } });
  const { id: handoffId } = await escalate(h.as(ada), { sessionId, engineerNotes: 'secret handover' });
  await claim(h.as(grace), handoffId);
  await h.as(grace).send('mutation($input: ReturnHandoffInput!) { returnHandoff(input: $input) { state } }', {
    input: { handoffId, guidance: 'secret guidance' },
  });
  await h.settled();

  await waitFor('the last event', () => JSON.stringify(stream.pending).includes('"EscalationReturned"'));
  expect(linesOf(h).some(line => line.includes('"operation":"StoryClaim"'))).toBe(true);
  expectNoneOf(h, {
    problem: 'secret problem',
    client: 'secret client',
    note: 'secret note',
    'notes of the handoff': 'secret handover',
    guidance: 'secret guidance',
  });
});

test('when the database refuses a row, the log says which rule and not what was in the row', async () => {
  // A product of its own: its table is changed.
  await using h = await openHarness({});
  const { ada } = await h.anAccount({ engineers: ['ada'] });
  h.logBook.expectErrors(/^a request failed unexpectedly$/);
  const sessionId = await startSession(h.as(ada));
  await h.app.database.query(
    `alter table session_step add constraint never check (note is distinct from 'secret note')`,
  );

  const refused = await h.as(ada).send(addNote, { input: { sessionId, text: 'secret note' } });
  await h.app.database.query('alter table session_step rename column note to remark');
  const broken = await h.as(ada).send(addNote, { input: { sessionId, text: 'secret note' } });

  for (const { errors } of [refused, broken]) {
    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(JSON.stringify(errors)).not.toMatch(/session_step|insert|secret/);
  }
  expect(h.logBook.lines.filter(({ level }) => level >= 50)).toMatchObject([
    { err: { type: 'CheckConstraintViolationException', code: '23514', constraint: 'never' } },
    { err: { type: 'InvalidFieldNameException', code: '42703', stack: expect.stringContaining('addNote') } },
  ]);
  expectNoneOf(h, { note: 'secret note' });
});
