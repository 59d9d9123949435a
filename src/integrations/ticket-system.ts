import type { OutgoingHttp } from '../platform/outgoing-http.ts';

export const ticketSystemKindNames = ['CONNECTWISE'] as const;
export type TicketSystemKindName = (typeof ticketSystemKindNames)[number];

/** A note as it stands at a ticket. */
export interface PostedNote {
  readonly noteId: string;
  readonly text: string;
}

/** The ticket system of one account, open for use. Every call can throw `TicketSystemFailure`. */
export interface TicketSystem {
  /** Asks for something that needs valid credentials and no more; returns a sentence on what answered. */
  testConnection(): Promise<string>;
  /** The newest notes of a ticket first, page by page, only so far as is looked through in reasonable time. */
  listNotes(ticketNumber: string): AsyncIterable<readonly PostedNote[]>;
  /** Adds a note. When this fails, and not with a refusal, the note may be there nevertheless. */
  addNote(
    ticketNumber: string,
    note: { readonly text: string; readonly isInternal: boolean },
  ): Promise<{ readonly noteId: string }>;
}

/** Where a ticket system is, and as whom the product signs in there. */
export interface TicketSystemConnection {
  readonly baseUrl: string;
  readonly company: string;
  readonly publicKey: string;
  readonly privateKey: string;
  readonly clientId: string;
}

/** What is particular to one make of ticket system. */
export interface TicketSystemKind {
  /** As people call it. */
  readonly name: string;
  /** Longest text of a note that is sent, in UTF-16 units. */
  readonly noteCharsMax: number;
  /** The number of a ticket as the system counts it, from what an engineer has written down; null when it is none. */
  parseTicketRef(ticketRef: string): string | null;
  /**
   * The address of its API, from what somebody has copied from somewhere.
   * @returns the address, or a sentence on what is wrong with it
   */
  parseBaseUrl(text: string): { readonly baseUrl: string } | { readonly problem: string };
  open(connection: TicketSystemConnection, outgoing: Pick<OutgoingHttp, 'send'>): TicketSystem;
}

/**
 * Why a ticket system did not do what it was asked.
 * CREDENTIALS: it does not let us in, for this or anything. NO_TICKET: there is no such ticket. REFUSED: it will not do
 * this, however often it is asked. BUSY and UNREACHABLE pass.
 */
export type TicketFailureReason = 'CREDENTIALS' | 'NO_TICKET' | 'REFUSED' | 'BUSY' | 'UNREACHABLE';

/** A failure with a sentence for people. */
export class TicketSystemFailure extends Error {
  override readonly name = 'TicketSystemFailure';
  readonly reason: TicketFailureReason;
  /** How long the system asks us to wait; null when it does not say. */
  readonly retryAfterSeconds: number | null;

  constructor(reason: TicketFailureReason, message: string, retryAfterSeconds: number | null = null) {
    super(message);
    this.reason = reason;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** Whether the same may work later. */
  get mayPass(): boolean {
    return this.reason === 'BUSY' || this.reason === 'UNREACHABLE';
  }
  /** Whether it has refused before it did anything: the same call has left nothing behind. */
  get isRefusal(): boolean {
    return this.reason === 'CREDENTIALS' || this.reason === 'NO_TICKET';
  }
}
