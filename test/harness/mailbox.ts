import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { waitFor } from './wait.ts';

export interface ReceivedMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
  readonly parsed: Email;
}

export interface ExpectedMail {
  readonly to: string;
  readonly subject?: RegExp;
}

/** A real SMTP server that keeps what it is given. Whatever a test does not expect makes it fail at the end. */
export interface Mailbox {
  readonly url: string;
  /** Waits for a mail and takes it out. */
  expectMail(expected: ExpectedMail): Promise<ReceivedMail>;
  /** Mails nobody has asked for yet. */
  unread(): readonly ReceivedMail[];
  /** Makes the server refuse mails to an address until `accept` is called. */
  refuse(address: string): void;
  accept(address: string): void;
  /** How often a mail to this address was refused. */
  refusals(address: string): number;
  /** Says that this test is about something else: mails may come and are not looked at. */
  ignoreAll(): void;
  clear(): void;
  close(): Promise<void>;
}

/** Starts the server on a port of the system's choice. */
export async function openMailbox(): Promise<Mailbox> {
  const mails: ReceivedMail[] = [];
  const refused = new Map<string, number>();
  const refusing = new Set<string>();
  let ignoring = false;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo({ address }, _session, done) {
      if (!refusing.has(address)) return done();
      refused.set(address, (refused.get(address) ?? 0) + 1);
      done(Object.assign(new Error('try again later'), { responseCode: 451 }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        PostalMime.parse(Buffer.concat(chunks)).then(parsed => {
          const to = session.envelope.rcptTo[0]?.address ?? '';
          const { subject = '', text = '', html = '', messageId = '' } = parsed;
          mails.push({ to, subject, text, html, messageId, parsed });
          done();
        }, done);
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    async expectMail({ to, subject }) {
      const index = await waitFor(
        `a mail to ${to} about ${subject ?? 'anything'}`,
        () => {
          const found = mails.findIndex(mail => mail.to === to && (subject?.test(mail.subject) ?? true));
          return found < 0 ? null : { found };
        },
        () => `There are: ${mails.map(mail => `${mail.to}: ${mail.subject}`).join('; ') || 'none'}.`,
      );
      const [mail] = mails.splice(index.found, 1);
      if (mail === undefined) throw new Error('the mail is gone');
      return mail;
    },
    unread: () => (ignoring ? [] : mails),
    ignoreAll: () => {
      ignoring = true;
    },
    refuse: address => void refusing.add(address),
    accept: address => void refusing.delete(address),
    refusals: address => refused.get(address) ?? 0,
    clear() {
      ignoring = false;
      mails.splice(0);
    },
    close: () => new Promise(resolve => server.close(() => resolve())),
  };
}
