import { AsyncLocalStorage } from 'node:async_hooks';

/** Which request the code that runs now belongs to; so that an error deep down can be found by its request's id. */
export interface RequestFacts {
  readonly requestId: string;
  /** Network the request came from. A system call, which most requests do without. */
  clientIp(): string;
  /** Whether the connection that the request came on is gone, and with it whoever waits for the answer. */
  isGone(): boolean;
}

export const requestStore = new AsyncLocalStorage<RequestFacts>();
