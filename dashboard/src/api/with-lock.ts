/**
 * Runs `work` while no other tab of this browser runs some under the same name. Without locks, as on a page that came
 * without TLS, each tab is on its own.
 */
export async function withLock<Result>(
  name: string,
  signal: AbortSignal | null,
  work: () => Promise<Result>,
): Promise<Result> {
  const locks: LockManager | undefined = navigator.locks;
  if (locks === undefined) return await work();
  return await locks.request(name, signal === null ? {} : { signal }, work);
}
