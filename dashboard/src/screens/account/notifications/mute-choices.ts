export interface MuteChoice {
  readonly label: string;
  /** When mails begin again. */
  readonly until: Date;
}

const hourMs = 3_600_000;
/** People begin to work about then, by the clock on their wall. */
const morningHour = 8;

/** The usual ways to have quiet for a while, from `now` on. */
export function muteChoices(now: Date): readonly MuteChoice[] {
  return [
    { label: '1 hour', until: new Date(now.getTime() + hourMs) },
    { label: '4 hours', until: new Date(now.getTime() + 4 * hourMs) },
    { label: 'Until tomorrow morning', until: morningAfter(now, 1) },
    { label: 'Until Monday', until: morningAfter(now, daysToMonday(now)) },
  ];
}

/** Eight o'clock so many days later; a day may have 23 or 25 hours. */
function morningAfter(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, morningHour);
}

/** From Monday on it is the next one. */
function daysToMonday(now: Date): number {
  return (8 - now.getDay()) % 7 || 7;
}
