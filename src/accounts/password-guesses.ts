import { Worker } from 'node:worker_threads';

/** How hard a password is to guess, and why it is not harder. */
export interface GuessEstimate {
  /** Decimal logarithm of the number of attempts after which a good guesser has it. */
  readonly guessesLog10: number;
  /** What gives it away, by the name that zxcvbn has for it, such as `similarToCommon`; null when nothing in particular. */
  readonly warning: string | null;
}

export interface GuessRequest {
  readonly id: number;
  readonly password: string;
  readonly ownWords: readonly string[];
}

export interface GuessAnswer extends GuessEstimate {
  readonly id: number;
}

/** How much of a password is looked at. The work grows faster than the length, and 32 characters say enough. */
const charsMax = 32;
/** The lists take tens of megabytes: they are let go when nobody has chosen a password for so long. */
const idleMs = 60_000;

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, PromiseWithResolvers<GuessEstimate>>;
}

let thread: Thread | null = null;
let idle: NodeJS.Timeout | undefined;
let requests = 0;

/**
 * Estimates how many guesses a password takes, by what people choose: leaked passwords, keyboard patterns, dates,
 * repetitions, and words of the person. It takes tens of milliseconds, in a thread that is started when it is needed:
 * nobody else waits for it.
 * @param ownWords names and addresses that somebody who knows the person would try
 */
export async function estimateGuesses(password: string, ownWords: readonly string[]): Promise<GuessEstimate> {
  thread ??= startThread();
  const { worker, waiting } = thread;
  clearTimeout(idle);
  const id = ++requests;
  const answer = Promise.withResolvers<GuessEstimate>();
  waiting.set(id, answer);
  const start = [...password.normalize('NFKC')].slice(0, charsMax).join('');
  worker.postMessage({ id, password: start, ownWords } satisfies GuessRequest);
  try {
    return await answer.promise;
  } finally {
    waiting.delete(id);
    if (waiting.size === 0) letGoLater();
  }
}

function startThread(): Thread {
  const worker = new Worker(new URL('./password-guesses-thread.ts', import.meta.url), { execArgv: [] });
  const waiting: Thread['waiting'] = new Map();
  const started: Thread = { worker, waiting };
  worker.unref();
  worker.on('message', ({ id, ...estimate }: GuessAnswer) => waiting.get(id)?.resolve(estimate));
  const end = (error: Error) => {
    if (thread === started) thread = null;
    for (const { reject } of waiting.values()) reject(error);
  };
  worker.on('error', end);
  worker.on('exit', () => end(new Error('the thread that looks at passwords has ended')));
  return started;
}

function letGoLater(): void {
  clearTimeout(idle);
  idle = setTimeout(() => {
    const unused = thread;
    thread = null;
    void unused?.worker.terminate();
  }, idleMs).unref();
}
