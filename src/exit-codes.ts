/**
 * How the program ends, as a code for whoever started it. Above the codes that Node.js uses itself; the numbers are
 * those of BSD's sysexits.h where it has a word for the case.
 */
export const exitCodes = {
  stopped: 0,
  /** Any failure that may not happen the next time. */
  failed: 1,
  /** The port or the data folder belongs to another process (EX_UNAVAILABLE). */
  inUse: 69,
  /** Told to stop, but the stop took too long or was asked for twice (EX_SOFTWARE). */
  stopForced: 70,
  /** The settings cannot be used, and will not be the next time either (EX_CONFIG). */
  misconfigured: 78,
} as const;
