/**
 * Takes mails over SMTP and keeps nothing of them but their Message-IDs, as a process of its own: what a server on the
 * same network would take of the machine is not to be in the sender's figures.
 */
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface MailSinkOrder {
  /** Answer once so many different mails have come, or this time is over. */
  readonly mails: number;
  readonly withinMs: number;
}

export interface MailSinkResult {
  readonly url: string;
  /** Mails that differ in their Message-ID. */
  readonly mails: number;
  /** Mails that came again. */
  readonly repeated: number;
  /** `Date.now()` when the last new one was taken; 0 before the first. */
  readonly lastAt: number;
}

const headerBytesMax = 4_096;
const messageIds = new Set<string>();
let repeated = 0;
let lastAt = 0;
let url = '';
let onMail = () => {};

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  logger: false,
  onData(stream, _session, done) {
    let head = '';
    stream.on('data', (chunk: Buffer) => {
      if (head.length < headerBytesMax) head += chunk.toString('latin1');
    });
    stream.on('end', () => {
      const messageId = /^message-id:\s*(<[^>]+>)/im.exec(head)?.[1] ?? '';
      if (messageIds.has(messageId)) {
        repeated++;
      } else {
        messageIds.add(messageId);
        lastAt = Date.now();
      }
      done();
      onMail();
    });
  },
});
server.on('error', () => {});
const listening = new Promise<void>(resolve =>
  server.listen(0, '127.0.0.1', () => {
    url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
    resolve();
  }),
);

async function takeMails({ mails, withinMs }: MailSinkOrder): Promise<MailSinkResult> {
  await listening;
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, withinMs);
  onMail = () => {
    if (messageIds.size >= mails) resolve();
  };
  onMail();
  await over;
  clearTimeout(timer);
  return { url, mails: messageIds.size, repeated, lastAt };
}

process.on('message', (order: MailSinkOrder) => {
  takeMails(order).then(
    result => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
