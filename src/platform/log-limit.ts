/**
 * Limits how often the same thing is said: writes at once, then at most once in `everyMs`, with the number of times
 * that were passed over since. For what repeats as long as something is away.
 */
export function createLogLimit(everyMs: number): (write: (passedOver: number) => void) => void {
  let nextMs = -Infinity;
  let passedOver = 0;
  return write => {
    const nowMs = performance.now();
    if (nowMs < nextMs) {
      passedOver += 1;
      return;
    }
    nextMs = nowMs + everyMs;
    write(passedOver);
    passedOver = 0;
  };
}
