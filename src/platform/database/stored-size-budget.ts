import { DomainError } from '../../kernel/errors.ts';

/** Content up to this size comes with the statement that measures it. */
const atOnceBytesMax = 262_144;

/** What a statement has found: how large the content is, and the content itself unless that is above what was allowed. */
export interface Measured {
  readonly bytes: number;
}

/**
 * How much stored content one request may still read. How long notes, snapshots and documents are is not in the
 * document of the request, so the database is asked, and says how large they are before it hands them over.
 */
export class StoredSizeBudget {
  readonly #bytesMax: number;
  #bytes = 0;

  /** @param bytesMax bytes of content in all; infinite for work that nobody asked for */
  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  /**
   * Reads content whose size only the database knows. What is small comes at once. What is not is measured first,
   * counted, and then read by the same statement again: of many reads side by side, none loads what the others left
   * no room for.
   *
   * @param run runs the statement; it must leave the content out when that is larger than the bytes it is given
   * @returns what the statement has found, with its content
   * @throws ANSWER_TOO_LARGE without having loaded it
   */
  async read<T extends Measured>(run: (bytesMax: number) => Promise<T>): Promise<T> {
    let counted = 0;
    let allowed = Math.min(atOnceBytesMax, this.#bytesMax - this.#bytes);
    if (!Number.isFinite(this.#bytesMax)) allowed = Number.MAX_SAFE_INTEGER;
    for (;;) {
      const found = await run(allowed);
      this.add(found.bytes - counted);
      if (found.bytes <= allowed) return found;
      // The next time it may have grown, and is counted for what it has then.
      counted = found.bytes;
      allowed = found.bytes;
    }
  }

  /**
   * Counts content whose size is known.
   * @throws ANSWER_TOO_LARGE
   */
  add(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes <= this.#bytesMax) return;
    throw new DomainError(
      'ANSWER_TOO_LARGE',
      `The request would read more than ${this.#bytesMax} bytes of stored texts and documents. Ask for fewer items or fields at once.`,
      { http: { status: 400, spec: true } },
    );
  }
}

/** For work that nobody asked for, and for events: those go to everybody who listens, and none may be left out. */
export function createUnboundedSizes(): StoredSizeBudget {
  return new StoredSizeBudget(Number.POSITIVE_INFINITY);
}
