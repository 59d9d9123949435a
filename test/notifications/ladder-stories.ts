import { claimQueue } from '../../src/notifications/claim-look.ts';
import { ladderQueue } from '../../src/notifications/rung-timer.ts';
import { graphql } from '../generated/index.ts';
import type { Harness, Person } from '../harness/harness.ts';

/** Operations that the tests of the ladder share. */

export const GetPolicy = graphql(`
  query LadderGetPolicy {
    escalationPolicy {
      rungs { audience urgentMinutes highMinutes normalMinutes lowMinutes }
      secondLine { id }
      claimReminderMinutes
      claimReleaseMinutes
    }
  }
`);

export const SetPolicy = graphql(`
  mutation LadderSetPolicy($input: UpdateEscalationPolicyInput!) {
    updateEscalationPolicy(input: $input) {
      rungs { audience urgentMinutes highMinutes normalMinutes lowMinutes }
      secondLine { id }
      claimReminderMinutes
      claimReleaseMinutes
    }
  }
`);

export const GetLadder = graphql(`
  query LadderGet($id: ID!) {
    handoff(id: $id) {
      state
      createdAt
      ladder { rung rungCount nextAt nextAudience isExhausted }
    }
  }
`);

/** What the rules of an account and its people did, newest last: type and reason. Assessments are neither. */
export async function listFacts({ app }: Harness, { account }: Person): Promise<(string | undefined)[][]> {
  const events = await app.eventLog.read(account.uuid, 0, 100);
  return events
    .filter(({ type }) => type.startsWith('escalation.') && type !== 'escalation.assessed')
    .map(({ type, payload }) => [type, typeof payload.reason === 'string' ? payload.reason : undefined]);
}

/** A rung for every priority after the same time. */
export function aRung(audience: 'EVERYONE' | 'SECOND_LINE' | 'OWNERS', minutes: number) {
  return {
    audience,
    urgentMinutes: minutes,
    highMinutes: minutes,
    normalMinutes: minutes,
    lowMinutes: minutes,
  };
}

/** Lets minutes pass and everything happen that is due then. */
export async function passMinutes(h: Harness, minutes: number): Promise<void> {
  await h.settled();
  await h.passTime(minutes * 60);
  // Nobody commits anything now that would wake them; they would look by themselves within two seconds.
  for (const queue of [ladderQueue, claimQueue]) h.app.jobs.wake(queue);
  await h.settled();
}
