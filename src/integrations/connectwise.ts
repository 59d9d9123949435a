import { maskSecrets } from '../platform/masking/masking.ts';
import { OutgoingRefused } from '../platform/outgoing-failures.ts';
import type { OutgoingAnswer, OutgoingHttp } from '../platform/outgoing-http.ts';
import {
  type PostedNote,
  type TicketSystem,
  type TicketSystemConnection,
  TicketSystemFailure,
  type TicketSystemKind,
} from './ticket-system.ts';

/**
 * ConnectWise PSA (Manage), by its REST API. After the vendor's developer guide: versioning by `Accept`, Basic
 * credentials of an API member (`company+public:private`), `clientId` with every request, pages by `page` and
 * `pageSize`, 429 with `Retry-After` in seconds.
 */
export const connectWise: TicketSystemKind = {
  name: 'ConnectWise',
  // The documentation names no limit. This is what a person still scrolls through, and far below what is accepted.
  noteCharsMax: 30_000,
  parseTicketRef,
  parseBaseUrl,
  open: openConnectWise,
};

/** The version of the API's models that this code was written for. */
const accept = 'application/vnd.connectwise.com+json; version=2022.1';

const usualPath = '/v4_6_release/apis/3.0';

/** Notes looked through before a retry: newest first, so that ours is among the first few. */
const notesPerPage = 50;
const notePagesMax = 10;
/** For a page of long notes; a longer answer cannot be read and counts as a failure that may pass. */
const answerBytesMax = 8_000_000;
const requestTimeoutMs = 15_000;
/** For all pages together. */
const listMsMax = 40_000;

/** `12345`, `#12345`, `T-12345`, `Ticket #12345`. Ids are 32-bit integers. */
function parseTicketRef(ticketRef: string): string | null {
  const digits = /^(?:ticket\s*)?(?:#|T-)?\s*0*(\d{1,10})$/i.exec(ticketRef.trim())?.[1];
  const number = Number(digits ?? 0);
  return number >= 1 && number < 2 ** 31 ? String(number) : null;
}

function parseBaseUrl(text: string): { baseUrl: string } | { problem: string } {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    return { problem: `This must be a URL such as https://api-na.myconnectwise.net${usualPath}.` };
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return { problem: 'The URL must end with the path: no name, no password, no ? and no #.' };
  // The web pages and the API of the cloud have different names, and the former answer with pages.
  const region = /^(au|eu|na|za)\.myconnectwise\.net$/.exec(url.hostname)?.[1];
  if (region !== undefined) return { problem: `The API is at https://api-${region}.myconnectwise.net.` };
  const path = url.pathname.replace(/\/+$/, '');
  return { baseUrl: `${url.origin}${path === '' ? usualPath : path}` };
}

function openConnectWise(
  connection: TicketSystemConnection,
  outgoing: Pick<OutgoingHttp, 'send'>,
): TicketSystem {
  const { baseUrl, company, publicKey, privateKey, clientId } = connection;
  const basic = Buffer.from(`${company}+${publicKey}:${privateKey}`, 'utf8').toString('base64');
  const headers = { authorization: `Basic ${basic}`, clientId, accept };

  async function ask(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
    const answer = await send(outgoing, {
      method,
      url: `${baseUrl}${path}`,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      timeoutMs: requestTimeoutMs,
      answerBytesMax,
    });
    if (answer.status < 200 || answer.status > 299) throw toFailure(answer);
    return parseAnswer(answer);
  }

  return {
    async testConnection() {
      const info = await ask('GET', '/system/info');
      const version = readField(info, 'version');
      if (typeof version !== 'string') throw notTheApi();
      return `ConnectWise ${version.slice(0, 40)} answered and accepted the credentials.`;
    },
    async *listNotes(ticketNumber) {
      const since = performance.now();
      for (let page = 1; page <= notePagesMax; page++) {
        const query = `orderBy=${encodeURIComponent('id desc')}&page=${page}&pageSize=${notesPerPage}`;
        const notes = toNotes(await ask('GET', `${pathOfNotes(ticketNumber)}?${query}`));
        yield notes;
        if (notes.length < notesPerPage) return;
        if (performance.now() - since > listMsMax)
          throw new TicketSystemFailure('UNREACHABLE', 'ConnectWise took too long to list the notes.');
      }
    },
    async addNote(ticketNumber, { text, isInternal }) {
      const note = await ask('POST', pathOfNotes(ticketNumber), {
        text,
        detailDescriptionFlag: !isInternal,
        internalAnalysisFlag: isInternal,
        resolutionFlag: false,
      });
      const id = readField(note, 'id');
      // It said that it has the note, and not which one it is: to be looked up.
      if (typeof id !== 'number')
        throw new TicketSystemFailure(
          'UNREACHABLE',
          'ConnectWise gave an answer without the id of the note.',
        );
      return { noteId: String(id) };
    },
  };
}

function pathOfNotes(ticketNumber: string): string {
  return `/service/tickets/${encodeURIComponent(ticketNumber)}/notes`;
}

async function send(
  outgoing: Pick<OutgoingHttp, 'send'>,
  request: Parameters<OutgoingHttp['send']>[0],
): Promise<OutgoingAnswer> {
  try {
    return await outgoing.send(request);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof OutgoingRefused) throw new TicketSystemFailure('REFUSED', message);
    throw new TicketSystemFailure('UNREACHABLE', `ConnectWise could not be reached: ${message}`);
  }
}

function parseAnswer({ body, isCut }: OutgoingAnswer): unknown {
  try {
    return JSON.parse(body);
  } catch {
    if (isCut)
      throw new TicketSystemFailure('UNREACHABLE', 'The answer of ConnectWise was too long to be read.');
    throw notTheApi();
  }
}

function notTheApi(): TicketSystemFailure {
  return new TicketSystemFailure(
    'REFUSED',
    'What answered is not the API of ConnectWise. The base URL is probably wrong.',
  );
}

/** What each status means, as the developer guide has it. */
function toFailure(answer: OutgoingAnswer): TicketSystemFailure {
  const { status } = answer;
  const says = describeAnswer(answer);
  if (status === 401)
    return new TicketSystemFailure('CREDENTIALS', `ConnectWise does not accept the credentials (401)${says}`);
  if (status === 403)
    return new TicketSystemFailure(
      'CREDENTIALS',
      `The security role of the API member does not allow this (403)${says}`,
    );
  if (status === 404)
    return new TicketSystemFailure('NO_TICKET', `ConnectWise has no such ticket (404)${says}`);
  if (status === 429 || status === 408)
    return new TicketSystemFailure(
      'BUSY',
      `ConnectWise asks to wait (${status})${says}`,
      retryAfterOf(answer),
    );
  if (status >= 500)
    return new TicketSystemFailure(
      'BUSY',
      `ConnectWise has a problem (${status})${says}`,
      retryAfterOf(answer),
    );
  if (status < 400)
    return new TicketSystemFailure(
      'REFUSED',
      `The address answers with a redirect (${status}). The base URL is probably wrong.`,
    );
  return new TicketSystemFailure('REFUSED', `ConnectWise refuses this (${status})${says}`);
}

const messageCharsMax = 300;

/** `: <message>`, with what is wrong with single fields; a full stop when the answer does not say. */
function describeAnswer({ body }: OutgoingAnswer): string {
  let answer: unknown;
  try {
    answer = JSON.parse(body);
  } catch {
    return '.';
  }
  const errors = readField(answer, 'errors');
  const messages = [answer, ...(Array.isArray(errors) ? errors : [])]
    .map(each => readField(each, 'message'))
    .filter(message => typeof message === 'string' && message !== '');
  const text = messages.join(' ').replace(/\s+/g, ' ').toWellFormed().trim();
  return text === '' ? '.' : `: ${maskSecrets(text.slice(0, messageCharsMax)).text}`;
}

function retryAfterOf({ headers }: OutgoingAnswer): number | null {
  const seconds = headers['retry-after'];
  return seconds !== undefined && /^\d{1,9}$/.test(seconds) ? Number(seconds) : null;
}

function toNotes(answer: unknown): PostedNote[] {
  if (!Array.isArray(answer)) throw notTheApi();
  return answer.map(note => {
    const text = readField(note, 'text');
    return { noteId: String(readField(note, 'id')), text: typeof text === 'string' ? text : '' };
  });
}

function readField(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, field)?.value
    : undefined;
}
