/** Loaded into a program by `--import`: what it does once a minute it does ten times a second. */
const { setInterval } = globalThis;

Object.defineProperty(globalThis, 'setInterval', {
  value: (work: () => void, ms: number) => setInterval(work, ms === 60_000 ? 100 : ms),
});
