import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { badInput } from '../kernel/errors.ts';
import { limits } from '../kernel/limits.ts';
import { estimateGuesses } from './password-guesses.ts';

/** Runs on the thread pool of libuv: hashing never holds up the event loop. */
const derive = promisify(argon2);

/** The OWASP password storage cheat sheet's second recommendation for argon2id: 19 MiB, two passes. */
const cost = { memoryKib: 19_456, passes: 2, parallelism: 1 } as const;
const saltBytes = 16;
const tagBytes = 32;

/** Hashes a password for storage, in the PHC string format. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const tag = await argon2id(password, salt, cost);
  const settings = `m=${cost.memoryKib},t=${cost.passes},p=${cost.parallelism}`;
  return `$argon2id$v=19$${settings}$${unpadded(salt)}$${unpadded(tag)}`;
}

/** Whether this is the password the hash was made from. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(stored);
  const [, memoryKib, passes, parallelism, salt, tag] = match ?? [];
  if (salt === undefined || tag === undefined) return false;
  const expected = Buffer.from(tag, 'base64');
  const actual = await argon2id(password, Buffer.from(salt, 'base64'), {
    memoryKib: Number(memoryKib),
    passes: Number(passes),
    parallelism: Number(parallelism),
  });
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

let unknownPersonHash: Promise<string> | null = null;

/** Takes as long as verifyPassword and is never right: for addresses that nobody has. */
export async function verifyNobody(password: string): Promise<false> {
  unknownPersonHash ??= hashPassword(randomBytes(24).toString('base64'));
  await verifyPassword(password, await unknownPersonHash);
  return false;
}

function argon2id(
  password: string,
  nonce: Buffer,
  settings: { memoryKib: number; passes: number; parallelism: number },
) {
  return derive('argon2id', {
    // Two ways to type the same letter must be the same password.
    message: Buffer.from(password.normalize('NFKC')),
    nonce,
    parallelism: settings.parallelism,
    tagLength: tagBytes,
    memory: settings.memoryKib,
    passes: settings.passes,
  });
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}

/**
 * Fewest guesses that a password must take, as a decimal logarithm. Ten characters without any pattern take 10, what is
 * guessed first takes 2 to 8.
 */
const guessesLog10Min = 9;
/** Words that everybody who signs in here would be tried with. */
const productWords = ['resolutionflow', 'helpdesk'];

/**
 * Refuses passwords that are quickly guessed: too short, too uniform, too common, or made of the person's own words.
 * @param ownWords parts of the person's name and address
 * @throws BAD_USER_INPUT naming the field and what is wrong
 */
export async function assertStrongPassword(
  password: string,
  field: string,
  ownWords: readonly string[],
): Promise<void> {
  const characters = [...password];
  if (characters.length < limits.passwordCharsMin) {
    throw badInput(field, `A password needs at least ${limits.passwordCharsMin} characters.`);
  }
  if (characters.length > limits.passwordCharsMax) {
    throw badInput(field, `A password has at most ${limits.passwordCharsMax} characters.`);
  }
  if (password.includes('\0') || !password.isWellFormed())
    throw badInput(field, 'NUL and broken Unicode are not allowed.');
  if (new Set(characters).size < 5) throw badInput(field, 'This password repeats too few characters.');
  const plain = password.toLowerCase();
  const own = ownWords.map(word => word.toLowerCase()).filter(word => word.length >= 4);
  if (own.some(word => plain.includes(word) && plain.length - word.length < 6)) {
    throw badInput(field, 'This password is too close to your name or address.');
  }
  const { guessesLog10, warning } = await estimateGuesses(password, [...own, ...productWords]);
  if (guessesLog10 < guessesLog10Min) throw badInput(field, explainWeakness(warning));
}

const weaknesses: Readonly<Record<string, string>> = {
  straightRow: 'This password is a row of keys, which is guessed early.',
  keyPattern: 'This password is a pattern on the keyboard, which is guessed early.',
  simpleRepeat: 'This password repeats the same character.',
  extendedRepeat: 'This password repeats itself.',
  sequences: 'This password is a sequence such as abc or 6543, which is guessed early.',
  recentYears: 'This password is mostly a year, which is guessed early.',
  dates: 'This password is mostly a date, which is guessed early.',
  userInputs: 'This password is too close to your name, your address or this product.',
};

function explainWeakness(warning: string | null): string {
  return (
    weaknesses[warning ?? ''] ??
    'This password, or one very much like it, is among the first that are guessed. Several words that do not belong together are better.'
  );
}
