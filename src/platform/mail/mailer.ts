import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SendMailOptions } from 'nodemailer';
import { withoutDirections, withoutInvisible } from '../../kernel/names.ts';
import { createCache } from '../cache.ts';
import type { Log } from '../log.ts';
import { syncPath } from '../sync-to-disk.ts';
import { within } from '../within.ts';

/** One mail to one person, as the program composes it. */
export interface MailMessage {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** `<unique@host>`. Derive it from what the mail is about, so that a second attempt carries the same one. */
  readonly messageId: string;
  /** Further headers, such as `References`; those that route or describe the mail belong to the mailer. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a successful `send` can prove. */
export interface SentMail {
  readonly messageId: string;
  /** The path of the file, or the server and its answer. */
  readonly where: string;
}

/** Hands mails over: to an SMTP server, or to a folder. */
export interface Mailer {
  /**
   * Hands one mail over; settles once the server has answered or the file is complete on the disk.
   * A second attempt with the same `messageId` is harmless: servers and readers drop it, the file is replaced.
   * @throws Error for an address, a Message-ID or a header that cannot be sent, and whatever nodemailer says of
   *   the server: `mail-failures.ts` says what that means
   */
  send(message: MailMessage): Promise<SentMail>;
  /**
   * Asks whether mails would be taken at this moment, without handing one over.
   * @throws Error as `send` does, of the server
   */
  verify(): Promise<void>;
  /** Where mails go, for a person and without credentials: `SMTP at mail.example.com:587`. */
  describe(): string;
  /** Lets what is under way finish, for at most `closeGraceMs`, then ends the connections. Later sends are refused. */
  close(): Promise<void>;
}

export interface MailerOptions {
  /** null: mails are written to files. */
  readonly smtpUrl: string | null;
  /** An address, or a name and an address: `Desk <desk@example.com>`. */
  readonly mailFrom: string;
  /** Files go to the folder `mail` below it. */
  readonly dataDir: string;
  readonly log: Log;
}

/** Bounds on what leaves the process. */
export const mailLimits = {
  /** To connect, to hear the greeting, to resolve the name, and of silence in between; each on its own. */
  stepMs: 10_000,
  /** For one mail as a whole: a server that trickles its answers is never silent. */
  sendMs: 60_000,
  /** For asking the server whether it is there. */
  verifyMs: 20_000,
  closeGraceMs: 10_000,
  subjectCharsMax: 200,
  nameCharsMax: 100,
  addressCharsMax: 254,
  whereCharsMax: 300,
} as const;

/**
 * A mailer for this configuration. Nothing is connected or written before the first mail.
 * @param options where mails go, who they come from, and the log (which gets Message-IDs, never subjects or bodies)
 */
export function openMailer(options: MailerOptions): Mailer {
  const carrier =
    options.smtpUrl === null ? openFolder(options.dataDir) : openSmtp(options.smtpUrl, options.log);
  const from = parseSender(options.mailFrom);
  const underWay = new Set<Promise<unknown>>();
  let closed = false;

  return {
    async send(message) {
      if (closed) throw new Error('The mailer is closed.');
      const carried = carrier.carry(composeMail(message, from), message);
      underWay.add(carried);
      try {
        const where = await carried;
        options.log.info({ messageId: message.messageId, where }, 'mail handed over');
        return { messageId: message.messageId, where };
      } finally {
        underWay.delete(carried);
      }
    },
    async verify() {
      if (closed) throw new Error('The mailer is closed.');
      const verified = carrier.verify();
      underWay.add(verified);
      await verified.finally(() => underWay.delete(verified));
    },
    describe: () => carrier.description,
    async close() {
      closed = true;
      await settledWithin(underWay, mailLimits.closeGraceMs);
      await carrier.close();
    },
  };
}

/** The part that differs between a server and a folder. */
interface Carrier {
  readonly description: string;
  carry(mail: SendMailOptions, message: MailMessage): Promise<string>;
  verify(): Promise<void>;
  close(): Promise<void>;
}

/** Makes a thing when it is first needed: an idle server that never mails does not load the mail library. */
function once<T>(make: () => Promise<T>): { get(): Promise<T>; existing(): Promise<T | undefined> } {
  let made: Promise<T> | undefined;
  return {
    get() {
      made ??= make();
      return made;
    },
    existing: async () => await made,
  };
}

const tooSlow = `The mail server did not take the mail within ${mailLimits.sendMs / 1000} seconds.`;

function openSmtp(smtpUrl: string, log: Log): Carrier {
  const { protocol, hostname, port } = new URL(smtpUrl);
  const endpoint = `${hostname}:${port || (protocol === 'smtps:' ? 465 : 587)}`;
  const transport = once(async () => {
    const { createTransport } = await import('nodemailer');
    const pool = createTransport({
      url: smtpUrl,
      pool: true,
      connectionTimeout: mailLimits.stepMs,
      greetingTimeout: mailLimits.stepMs,
      socketTimeout: mailLimits.stepMs,
      dnsTimeout: mailLimits.stepMs,
      // Content is text we made. Nothing in it may make the mailer open a file or a URL.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    // An error event without a listener ends the process; the mail's own promise already carries its failure.
    pool.on('error', error => log.warn({ err: error }, 'mail transport error'));
    return pool;
  });
  return {
    description: `SMTP at ${endpoint}`,
    async carry(mail) {
      // Not AbortSignal.timeout: it makes its error, with a stack, when the time is over, also for a mail long sent.
      const limit = new AbortController();
      const timer = setTimeout(() => limit.abort(new Error(tooSlow)), mailLimits.sendMs);
      const sent = await (await transport.get())
        .sendMail({ ...mail, signal: limit.signal })
        .finally(() => clearTimeout(timer));
      return cleanLine(`${protocol}//${endpoint} (${sent.response})`, mailLimits.whereCharsMax);
    },
    async verify() {
      await within(mailLimits.verifyMs, 'asking the mail server', (await transport.get()).verify());
    },
    close: async () => (await transport.existing())?.close({ force: true }),
  };
}

function openFolder(dataDir: string): Carrier {
  const folder = join(dataDir, 'mail');
  const transport = once(async () => {
    const { createTransport } = await import('nodemailer');
    return createTransport({
      streamTransport: true,
      buffer: true,
      newline: 'windows',
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  });
  let names: FileNames | null = null;
  let last: Promise<unknown> = Promise.resolve();

  async function openNames(): Promise<FileNames> {
    // Mails hold invitations and what was found at clients: nobody else on the machine may read them.
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return await readNames(folder);
  }

  async function write(mail: SendMailOptions, message: MailMessage): Promise<string> {
    const { message: content } = await (await transport.get()).sendMail(mail);
    if (!Buffer.isBuffer(content)) throw new Error('The composed mail is not a buffer.');
    names ??= await openNames();
    const path = join(folder, chooseFileName(names, message));
    const unfinished = `${path}.${randomUUID()}.tmp`;
    try {
      await writeFile(unfinished, content, { mode: 0o600, flush: true });
      await rename(unfinished, path);
      // Without this a power cut may take back the name, of a mail that is recorded as sent.
      await syncPath(folder);
    } catch (error) {
      // Whatever it was, the next attempt looks at the folder afresh: somebody may have emptied or removed it.
      names = null;
      await rm(unfinished, { force: true });
      throw error;
    }
    return path;
  }

  return {
    description: `files in ${folder}`,
    carry(mail, message) {
      // One after the other: two attempts at one mail, side by side, would each find no file and make two.
      const written = last.then(() => write(mail, message));
      last = written.catch(() => undefined);
      return written;
    },
    verify: async () => {},
    close: async () => (await transport.existing())?.close(),
  };
}

/** By their endings. */
type FileNames = ReturnType<typeof openFileNames>;

/** Room for some 10 000, far more than are written while the first attempt at a mail may be repeated. */
function openFileNames() {
  return createCache('mailFiles', (name: string, ending) => 100 + 2 * (name.length + ending.length));
}

/** The part of a file's name that says which mail it is. */
function endingOf(name: string): string {
  return name.slice(name.lastIndexOf('_'));
}

/** The newest files by their endings. Read once: a look at the folder for each mail would take longer with each. */
async function readNames(folder: string): Promise<FileNames> {
  const names = openFileNames();
  const oldestFirst = (await readdir(folder)).filter(name => name.endsWith('.eml')).sort();
  for (const name of oldestFirst) names.set(endingOf(name), name);
  return names;
}

/**
 * The name of this mail's file: when it was first written, to whom, and a digest of its Message-ID.
 * The digest alone decides which mail it is, so a later attempt gets the name of the first.
 */
function chooseFileName(names: FileNames, message: MailMessage): string {
  const ending = `_${createHash('sha256').update(message.messageId).digest('hex').slice(0, 16)}.eml`;
  const earlier = names.get(ending);
  if (earlier !== undefined) return earlier;
  const time = new Date().toISOString().replace(/[-:.]/g, '');
  const recipient = message.to.address
    .toLowerCase()
    .replace(/[^a-z0-9@.+-]+/g, '-')
    .slice(0, 60);
  const name = `${time}_${recipient}${ending}`;
  names.set(ending, name);
  return name;
}

const addressForm = /^[^\s\p{Cc}<>()[\],;:\\"@]+@[^\s\p{Cc}<>()[\],;:\\"@]+$/u;
const messageIdForm = /^<[!-;=?A-~]{1,200}@[!-;=?A-~]{1,200}>$/;
const headerNameForm = /^[A-Za-z][A-Za-z0-9-]{0,60}$/;
/** Headers that decide who gets the mail, what it says or how it is read: only the mailer writes them. */
const ownHeaders =
  /^(from|sender|to|cc|bcc|subject|date|message-id|mime-version|content-.*|auto-submitted|x-auto-response-suppress)$/i;

/**
 * Text from people becomes header values here, so this is where line breaks lose their power: in names, subjects
 * and header values they become spaces. An address or a Message-ID is refused instead: a cleaned one is another one.
 */
function composeMail(message: MailMessage, from: { name: string; address: string }): SendMailOptions {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers ?? {})) {
    if (!headerNameForm.test(name)) throw new Error('A mail header has a name that is not a header name.');
    if (ownHeaders.test(name)) throw new Error(`The mail header ${name} is set by the mailer alone.`);
    headers[name] = cleanLine(value, 900);
  }
  if (!messageIdForm.test(message.messageId))
    throw new Error('The Message-ID is not of the form <unique@host>.');
  const { address } = message.to;
  if (!addressForm.test(address) || address.length > mailLimits.addressCharsMax) {
    throw new Error("The recipient's address cannot be sent to.");
  }
  return {
    from,
    to: { name: withoutInvisible(cleanLine(message.to.name, mailLimits.nameCharsMax)), address },
    subject: cleanLine(message.subject, mailLimits.subjectCharsMax),
    text: message.text,
    html: message.html,
    messageId: message.messageId,
    // RFC 3834 and its Microsoft counterpart: holiday replies to a machine help nobody.
    headers: { ...headers, 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  };
}

/** `Desk <desk@example.com>` in its two parts. Left as one text, a comma in the name would make it two senders. */
function parseSender(mailFrom: string): { name: string; address: string } {
  const parts = /^([^<>]*)<([^<>]+)>$/.exec(mailFrom.trim());
  const name = cleanLine(parts?.[1] ?? '', mailLimits.nameCharsMax).replace(/^"(.*)"$/, '$1');
  return { name, address: (parts?.[2] ?? mailFrom).trim() };
}

/**
 * One well-formed line that runs in one direction: control characters and runs of white space become one space each, the
 * end is cut.
 */
function cleanLine(text: string, charsMax: number): string {
  const line = withoutDirections(text.toWellFormed().replace(/[\s\p{Cc}]+/gu, ' ')).trim();
  const chars = [...line];
  return chars.length <= charsMax ? line : `${chars.slice(0, charsMax - 1).join('')}…`;
}

/** Waits for all of them, whatever becomes of them, but no longer than `ms`. */
async function settledWithin(promises: Iterable<Promise<unknown>>, ms: number): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await Promise.race([Promise.allSettled(promises), late]);
  clearTimeout(timer);
}
