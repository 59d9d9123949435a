import type { Course } from './course.ts';
import { growingPauseMs, pause, unlessAborted } from './pauses.ts';
import { EscalationStreamError, isOutage, readThrown, remedyFor, type StreamEnd } from './stream-end.ts';

/** New tokens that are refused in a row before it is a matter for people. */
const renewalsMax = 5;
/** Failures to deliver one event before the queue is loaded instead. */
const failuresHereMax = 3;
/** Longest that a server can make a client wait. */
const retryAfterMsMax = 600_000;

/**
 * Does what the end of a stream asks for; afterwards the next one can be opened.
 * @throws EscalationStreamError when only a person can help
 */
export async function recover<Data>(course: Course<Data>, end: StreamEnd): Promise<void> {
  const { openedAtMs, pauses } = course;
  if (openedAtMs !== null && performance.now() - openedAtMs >= pauses.stableMs) course.failures = 0;
  switch (remedyFor(end)) {
    case 'none':
      return;
    case 'stop':
      throw new EscalationStreamError(end);
    case 'rotate':
      return await wait(course, end, Math.random() * pauses.rotationMs);
    case 'wait':
      return await waitAsTold(course, end);
    case 'refresh':
      return await renewToken(course, end);
    case 'reload':
      return await bridgeGap(course, end);
    case 'retry':
      return await retry(course, end);
  }
}

async function retry<Data>(course: Course<Data>, end: StreamEnd): Promise<void> {
  course.failures++;
  if (!isOutage(end)) course.failuresHere++;
  await wait(course, end, Math.max(growingPauseMs(course.failures, course.pauses), askedMs(end)));
  if (course.failuresHere < failuresHereMax || course.options.loadQueue === undefined) return;
  course.failuresHere = 0;
  course.mustLoad = true;
  course.tell({ state: 'gap', code: end.code, message: end.message });
}

async function waitAsTold<Data>(course: Course<Data>, { code, message, ...end }: StreamEnd): Promise<void> {
  const delayMs = Math.max(askedMs(end), 1_000) + growingPauseMs(1, course.pauses);
  course.tell({ state: 'waiting', code, message, delayMs });
  // Being in a hurry is no reason to come earlier than the server allows.
  await pause(delayMs, course.stop.signal);
}

async function renewToken<Data>(course: Course<Data>, end: StreamEnd): Promise<void> {
  const { options, stop } = course;
  if (course.renewals >= renewalsMax) throw new EscalationStreamError(end);
  // A server that refuses each new token must not be asked in a circle without a pause.
  await waitBeforeRenewal(course, end);
  try {
    // Somebody else may have got one meanwhile; a refresh token must not be used twice.
    if ((await unlessAborted(options.accessToken(), stop.signal)) !== course.accessToken) return;
    if (options.refreshTokens && (await unlessAborted(options.refreshTokens(), stop.signal))) return;
  } catch (error) {
    if (error instanceof EscalationStreamError) throw error;
    course.renewals--;
    return stop.signal.aborted ? undefined : await retry(course, readThrown(error));
  }
  throw new EscalationStreamError(end);
}

async function bridgeGap<Data>(course: Course<Data>, end: StreamEnd): Promise<void> {
  if (course.options.loadQueue === undefined) throw new EscalationStreamError(end);
  course.tell({ state: 'gap', code: end.code, message: end.message });
  course.mustLoad = true;
  await waitBeforeRenewal(course, end);
}

/** The first one is at once: it is how things should go. */
async function waitBeforeRenewal<Data>(course: Course<Data>, end: StreamEnd): Promise<void> {
  if (course.renewals > 0) await wait(course, end, growingPauseMs(course.renewals, course.pauses));
  course.renewals++;
}

async function wait<Data>(
  course: Course<Data>,
  { code, message }: StreamEnd,
  delayMs: number,
): Promise<void> {
  const hurry = new AbortController();
  course.hurry = () => hurry.abort();
  course.tell({ state: 'waiting', code, message, delayMs });
  await pause(delayMs, course.stop.signal, hurry.signal);
  course.hurry = () => {};
}

function askedMs({ retryAfterMs }: Pick<StreamEnd, 'retryAfterMs'>): number {
  return Math.min(retryAfterMs ?? 0, retryAfterMsMax);
}
