/** Bounds on telling people of an escalation; docs/notifications.md and docs/limits.md have the same for users. */
export const notificationLimits = {
  /** People of the ledger of one escalation in one round: who was asked for first, then those who can take it. */
  recipientsMax: 500,
  /** A person's mails about escalations that may come alone within `stormSeconds`; the next ones become a digest. */
  mailsAloneMax: 3,
  stormSeconds: 120,
  /** How long a digest collects: to the end of `stormSeconds`, within these. */
  digestSecondsMin: 15,
  digestSecondsMax: 90,
  /** Escalations that a digest describes; of the others it says how many there are. */
  digestItemsMax: 50,
  /** A person's mails within an hour, a digest counted as one; above it they are THROTTLED. */
  mailsPerHourMax: 200,
  /** After this long an escalation that reached nobody raises the alarm, whatever may still be tried. */
  alarmSeconds: 120,
  /** And after this long at the earliest: what is told late, after a restart, is given the time to arrive. */
  alarmGraceSeconds: 15,
  errorCharsMax: 500,
  /** A mail that is not settled after this long was lost by its job, and counts as failed. */
  lostMailSeconds: 86_400,
  /** A mail that the job of another one took in hand this long ago was lost by it. */
  takenSeconds: 180,
  /** A mute further away than this is a mistake. */
  muteDaysMax: 366,
} as const;
