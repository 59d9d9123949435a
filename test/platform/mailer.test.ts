import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { type MailMessage, mailLimits, openMailer } from '../../src/platform/mail/mailer.ts';
import { findFreePort } from '../harness/ports.ts';
import { expect, test } from '../harness/test.ts';

const mailFrom = 'ResolutionFlow, Inc. <desk@example.com>';

function aMessage(changes: Partial<MailMessage> = {}): MailMessage {
  return {
    to: { name: 'Grace Hopper', address: 'grace@example.com' },
    subject: 'Ada needs a senior',
    text: 'The domain controller does not answer.',
    html: '<p>The domain controller does not answer.</p>',
    messageId: '<handoff-1.grace@desk.example.com>',
    ...changes,
  };
}

/** A log that keeps what it is told. */
function aLog() {
  const lines: string[] = [];
  return { lines, log: pino({ level: 'trace' }, { write: line => void lines.push(line) }) };
}

interface ReceivedMail {
  from: string;
  to: string[];
  raw: Buffer;
  mail: Email;
}

/** A real SMTP server on a free port that keeps what it is given. */
async function openSmtpServer(refuse: (recipient: string) => Error | null = () => null) {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: (address, _session, done) => done(refuse(address.address)),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        const { mailFrom: sender, rcptTo } = session.envelope;
        const to = rcptTo.map(recipient => recipient.address);
        PostalMime.parse(raw).then(mail => {
          received.push({ from: sender ? sender.address : '', to, raw, mail });
          done(null, 'OK: queued as 4F3A');
        }, done);
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    received,
    port,
    url: `smtp://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      await new Promise<void>(resolve => server.close(resolve));
    },
  };
}

/** A mailer that writes files to a folder of its own, removed at the end. */
async function openFileMailer() {
  const dataDir = await mkdtemp(join(tmpdir(), 'mailer-'));
  const { log, lines } = aLog();
  const mailer = openMailer({ smtpUrl: null, mailFrom, dataDir, log });
  const folder = join(dataDir, 'mail');
  return {
    mailer,
    lines,
    folder,
    names: async () => (await readdir(folder)).sort(),
    read: async (path: string) => PostalMime.parse(await readFile(path)),
    async [Symbol.asyncDispose]() {
      await mailer.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function openSmtpMailer(url: string) {
  const { log, lines } = aLog();
  const mailer = openMailer({ smtpUrl: url, mailFrom, dataDir: '/nowhere', log });
  return { mailer, lines, [Symbol.asyncDispose]: () => mailer.close() };
}

const headerOf = (mail: Email | undefined, key: string) =>
  mail?.headers.filter(header => header.key === key).map(header => header.value);

test('a mail reaches the SMTP server with both parts, its sender, its recipient and its Message-ID', async () => {
  await using server = await openSmtpServer();
  await using h = openSmtpMailer(server.url);

  const sent = await h.mailer.send(aMessage());

  expect(server.received).toHaveLength(1);
  const [{ from, to, mail }] = server.received as [ReceivedMail];
  expect({ from, to }).toEqual({ from: 'desk@example.com', to: ['grace@example.com'] });
  expect(mail).toMatchObject({
    from: { name: 'ResolutionFlow, Inc.', address: 'desk@example.com' },
    to: [{ name: 'Grace Hopper', address: 'grace@example.com' }],
    subject: 'Ada needs a senior',
    messageId: '<handoff-1.grace@desk.example.com>',
    text: 'The domain controller does not answer.\n',
  });
  expect(mail.html).toContain('<p>The domain controller does not answer.</p>');
  expect(sent).toEqual({
    messageId: '<handoff-1.grace@desk.example.com>',
    where: `smtp://127.0.0.1:${server.port} (250 OK: queued as 4F3A)`,
  });
});

test('a mail says that a machine sent it, so that no holiday reply comes back', async () => {
  await using server = await openSmtpServer();
  await using h = openSmtpMailer(server.url);

  await h.mailer.send(aMessage({ headers: { References: '<handoff-1@desk.example.com>' } }));

  const mail = server.received[0]?.mail;
  expect(headerOf(mail, 'auto-submitted')).toEqual(['auto-generated']);
  expect(headerOf(mail, 'x-auto-response-suppress')).toEqual(['All']);
  expect(headerOf(mail, 'references')).toEqual(['<handoff-1@desk.example.com>']);
});

test('without an SMTP server a mail becomes a complete file that only its owner can read', async () => {
  await using h = await openFileMailer();

  const sent = await h.mailer.send(aMessage());

  expect(await h.names()).toEqual([
    expect.stringMatching(/^\d{8}T\d{9}Z_grace@example\.com_[0-9a-f]{16}\.eml$/),
  ]);
  expect(sent.where).toBe(join(h.folder, (await h.names())[0] ?? ''));
  expect((await stat(sent.where)).mode & 0o077).toBe(0);
  expect(await h.read(sent.where)).toMatchObject({
    from: { name: 'ResolutionFlow, Inc.', address: 'desk@example.com' },
    to: [{ name: 'Grace Hopper', address: 'grace@example.com' }],
    subject: 'Ada needs a senior',
    messageId: '<handoff-1.grace@desk.example.com>',
  });
});

test('the same Message-ID twice is one file, with the content of the second attempt', async () => {
  await using h = await openFileMailer();

  const first = await h.mailer.send(aMessage({ text: 'first' }));
  const second = await h.mailer.send(aMessage({ text: 'second' }));

  expect(second).toEqual(first);
  expect(await h.names()).toHaveLength(1);
  expect((await h.read(second.where)).text).toBe('second\n');
});

test('two attempts at the same mail side by side are one file', async () => {
  await using h = await openFileMailer();

  await Promise.all([1, 2, 3, 4].map(() => h.mailer.send(aMessage())));

  expect(await h.names()).toHaveLength(1);
});

test('different mails are different files, and their names sort by time', async () => {
  await using h = await openFileMailer();

  const paths: string[] = [];
  for (const n of [1, 2, 3])
    paths.push((await h.mailer.send(aMessage({ messageId: `<n${n}@example.com>` }))).where);

  const names = await h.names();
  expect(names).toHaveLength(3);
  const times = paths.map(path => path.slice(h.folder.length + 1).split('_')[0] ?? '');
  expect(times).toEqual([...times].sort());
});

test('nothing in an address can name a file outside the mail folder', async () => {
  await using h = await openFileMailer();

  const sent = await h.mailer.send(
    aMessage({ to: { name: '../../x', address: '../../etc/passwd@example.com' } }),
  );

  expect(sent.where.startsWith(`${h.folder}/`)).toBe(true);
  expect(await h.names()).toHaveLength(1);
});

test('line breaks in a name, a subject or a header value cannot add a header or a recipient', async () => {
  await using server = await openSmtpServer();
  await using h = openSmtpMailer(server.url);
  const injection = 'x\r\nBcc: eve@evil.example\r\n\r\nbody\nX-Evil: 1\u2028X-Evil: 2\u0000';

  await h.mailer.send(
    aMessage({
      to: { name: `Grace ${injection}`, address: 'grace@example.com' },
      subject: injection,
      headers: { 'X-Ticket': injection },
    }),
  );

  const [{ to, mail }] = server.received as [ReceivedMail];
  expect(to).toEqual(['grace@example.com']);
  expect(headerOf(mail, 'bcc')).toEqual([]);
  expect(headerOf(mail, 'x-evil')).toEqual([]);
  expect(mail.subject).toBe('x Bcc: eve@evil.example body X-Evil: 1 X-Evil: 2');
  expect(mail.to).toEqual([
    { name: 'Grace x Bcc: eve@evil.example body X-Evil: 1 X-Evil: 2', address: 'grace@example.com' },
  ]);
  expect(mail.text).toBe('The domain controller does not answer.\n');
});

test('an address, a Message-ID or a header that could smuggle something in is refused, and nothing is sent', async () => {
  await using server = await openSmtpServer();
  await using h = openSmtpMailer(server.url);
  const addresses = [
    '',
    'grace',
    'a@b, eve@evil.example',
    'a@b\r\nRCPT TO:<eve@evil.example>',
    '<a@b>',
    'a b@c',
    'a@b@c',
  ];
  const refused: Partial<MailMessage>[] = [
    ...addresses.map(address => ({ to: { name: 'Grace', address } })),
    { messageId: 'no-brackets@example.com' },
    { messageId: '<a@b>\r\nBcc: eve@evil.example' },
    { headers: { 'X-A\r\nBcc': 'eve@evil.example' } },
    { headers: { bcc: 'eve@evil.example' } },
    { headers: { 'Content-Type': 'text/html' } },
    { headers: { 'auto-submitted': 'no' } },
  ];

  for (const changes of refused)
    await expect(h.mailer.send(aMessage(changes))).rejects.toThrow(/address|Message-ID|header/);

  expect(server.received).toEqual([]);
});

test('names and subjects in any script arrive as written', async () => {
  await using server = await openSmtpServer();
  await using h = openSmtpMailer(server.url);
  const name = 'Zoë "Zed" Müller, 東京 🚒';
  const subject = 'Эскалация: keine Route zum Domänencontroller — ドメインに到達できません 🚨'.repeat(2);

  await h.mailer.send(
    aMessage({ to: { name, address: 'zoe@example.com' }, subject, text: 'Grüße 🚒\n漢字' }),
  );

  const [{ mail, raw }] = server.received as [ReceivedMail];
  expect(mail).toMatchObject({
    to: [{ name, address: 'zoe@example.com' }],
    subject,
    text: 'Grüße 🚒\n漢字',
  });
  const [headers = ''] = raw.toString('latin1').split('\r\n\r\n');
  expect(headers).toMatch(/^[\x20-\x7e\r\n]+$/);
});

test('nothing in a subject or a name turns the direction of what follows', async () => {
  await using h = await openFileMailer();
  const to = { name: 'Ada\u202eenots', address: 'ada@example.com' };

  const { where } = await h.mailer.send(aMessage({ to, subject: 'Taken by \u2067Ada\u202e\u200f: moc' }));

  const mail = await h.read(where);
  expect(mail.subject).toBe('Taken by Ada: moc');
  expect(mail.to).toEqual([{ name: 'Adaenots', address: 'ada@example.com' }]);
});

test('an endless subject is cut to its limit', async () => {
  await using h = await openFileMailer();

  const { where } = await h.mailer.send(aMessage({ subject: '🚨'.repeat(5_000) }));

  expect([...((await h.read(where)).subject ?? '')]).toHaveLength(mailLimits.subjectCharsMax);
});

test('text that looks like a path or an address of a file is sent as it is, not opened', async () => {
  await using h = await openFileMailer();

  const { where } = await h.mailer.send(aMessage({ text: '/etc/passwd', html: 'file:///etc/passwd' }));

  expect(await h.read(where)).toMatchObject({ text: '/etc/passwd\n', html: 'file:///etc/passwd\n' });
});

test('a refused connection is a failure by itself, and not one of a server that took too long', async () => {
  await using h = openSmtpMailer(`smtp://127.0.0.1:${await findFreePort()}`);

  await expect(h.mailer.send(aMessage())).rejects.toMatchObject({ code: 'ESOCKET', command: 'CONN' });
});

test('a recipient whom the server refuses for good is a permanent failure, and the next mail goes through', async () => {
  const noSuchUser = Object.assign(new Error('no such user'), { responseCode: 550 });
  await using server = await openSmtpServer(address => (address === 'gone@example.com' ? noSuchUser : null));
  await using h = openSmtpMailer(server.url);

  const refused = h.mailer.send(aMessage({ to: { name: 'Gone', address: 'gone@example.com' } }));
  await expect(refused).rejects.toMatchObject({ responseCode: 550, permanent: true });
  await h.mailer.send(aMessage());

  expect(server.received.map(({ to }) => to)).toEqual([['grace@example.com']]);
});

test('many mails at once all arrive, each once', async () => {
  await using server = await openSmtpServer();
  await using h = openSmtpMailer(server.url);
  const ids = Array.from({ length: 40 }, (_, n) => `<n${n}@example.com>`);

  await Promise.all(ids.map(messageId => h.mailer.send(aMessage({ messageId }))));

  expect(server.received).toHaveLength(ids.length);
  expect(new Set(server.received.map(({ mail }) => mail.messageId))).toEqual(new Set(ids));
});

test('closing lets the mail under way finish and refuses later ones', async () => {
  await using server = await openSmtpServer();
  await using h = openSmtpMailer(server.url);

  const underWay = h.mailer.send(aMessage());
  await h.mailer.close();

  await expect(underWay).resolves.toMatchObject({ messageId: '<handoff-1.grace@desk.example.com>' });
  await expect(h.mailer.send(aMessage())).rejects.toThrow('closed');
  expect(server.received).toHaveLength(1);
});

test('the log names the Message-ID and the place, never the subject or the body', async () => {
  await using server = await openSmtpServer();
  await using smtp = openSmtpMailer(server.url);
  await using files = await openFileMailer();
  const secret = aMessage({ subject: 'secret-subject', text: 'secret-text', html: '<p>secret-html</p>' });

  await smtp.mailer.send(secret);
  const { where } = await files.mailer.send(secret);

  const lines = [...smtp.lines, ...files.lines].join('');
  expect(lines).toContain(secret.messageId);
  expect(lines).toContain(where);
  expect(lines).not.toContain('secret');
});

test('the description tells where mails go without telling the password', async () => {
  const { log } = aLog();
  const describe = (smtpUrl: string | null) =>
    openMailer({ smtpUrl, mailFrom, dataDir: '/data', log }).describe();

  expect(describe('smtp://desk:hunter2@mail.example.com')).toBe('SMTP at mail.example.com:587');
  expect(describe('smtps://desk:hunter2@mail.example.com')).toBe('SMTP at mail.example.com:465');
  expect(describe('smtp://mail.example.com:2525')).toBe('SMTP at mail.example.com:2525');
  expect(describe(null)).toBe('files in /data/mail');
});

test('a server is asked whether it is there without a mail', async () => {
  const server = await openSmtpServer();
  const { log } = aLog();
  const mailer = openMailer({ smtpUrl: server.url, mailFrom, dataDir: tmpdir(), log });

  await mailer.verify();
  await server[Symbol.asyncDispose]();

  await expect(mailer.verify()).rejects.toMatchObject({ code: 'ESOCKET' });
  expect(server.received).toEqual([]);
  await mailer.close();
  await expect(mailer.verify()).rejects.toThrow('closed');
});
