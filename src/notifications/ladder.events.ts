/** What the rules of an account do to an escalation, in the words of the event log. None of them has an actor. */
export const ladderEventTypes = {
  climbed: 'escalation.ladder_climbed',
  claimIdle: 'escalation.claim_idle',
} as const;
