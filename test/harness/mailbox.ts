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
  /** The same with an answer that says that trying again is pointless. */
  refuseForGood(address: string): void;
  accept(address: string): void;
  /** Makes the server turn everybody away with this code when they connect; null: no longer. */
  turnAway(responseCode: number | null): void;
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
  /** With which answer. */
  const refusing = new Map<string, number>();
  let ignoring = false;
  let turningAway: number | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onConnect(_session, done) {
      if (turningAway === null) return done();
      done(Object.assign(new Error('not now'), { responseCode: turningAway }));
    },
    onRcptTo({ address }, _session, done) {
      const responseCode = refusing.get(address);
      if (responseCode === undefined) return done();
      refused.set(address, (refused.get(address) ?? 0) + 1);
      done(
        Object.assign(new Error(responseCode === 451 ? 'try again later' : 'no such mailbox'), {
          responseCode,
        }),
      );
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
    refuse: address => void refusing.set(address, 451),
    refuseForGood: address => void refusing.set(address, 550),
    accept: address => void refusing.delete(address),
    turnAway(responseCode) {
      turningAway = responseCode;
      // Those that there are go on knocking at an open door.
      for (const connection of server.connections) connection.close();
    },
    refusals: address => refused.get(address) ?? 0,
    clear() {
      ignoring = false;
      mails.splice(0);
    },
    close: () => new Promise(resolve => server.close(() => resolve())),
  };
}
