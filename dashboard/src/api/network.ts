const listeners = new Set<() => void>();

/** Tells when a request has found no network. Returns how to stop that. */
export function onNetworkLoss(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** `fetch`, which also tells those who want to know when there is no network. */
export async function fetchAndTell(input: RequestInfo | URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(input, init);
  } catch (error) {
    // What was given up or took too long is no TypeError.
    if (error instanceof TypeError) for (const listener of listeners) listener();
    throw error;
  }
}
