import type { HandoffDeliveriesQuery } from '../../generated/graphql.ts';

/** One attempt to tell somebody, as the page reads it. */
export type Delivery = NonNullable<HandoffDeliveriesQuery['handoff']>['deliveries']['nodes'][number];

/** How far it got with somebody; in this order they are listed. */
export const standings = ['reached', 'pending', 'failed', 'skipped'] as const;
export type Standing = (typeof standings)[number];

/** What came of one way of telling somebody, the last time that it was tried. */
export interface Told {
  readonly last: Delivery;
  /** How often it was sent. */
  readonly sentCount: number;
}

/** Somebody, or a webhook, with each way by which they were told. */
export interface Reached {
  readonly key: string;
  readonly name: string;
  readonly isPerson: boolean;
  readonly standing: Standing;
  readonly told: readonly Told[];
}

/** The best of all, by the same rule as the API counts people: what waits for one to come back reaches nobody yet. */
function standingOf(deliveries: readonly Delivery[]): Standing {
  const waits = deliveries.filter(({ state }) => state === 'PENDING' || state === 'SENDING');
  if (deliveries.some(({ state }) => state === 'SENT')) return 'reached';
  if (waits.some(({ channel }) => channel !== 'IN_APP')) return 'pending';
  if (deliveries.some(({ state }) => state === 'FAILED')) return 'failed';
  return waits.length > 0 ? 'pending' : 'skipped';
}

/**
 * Each person once, then the webhooks. The maker is none of them: nobody is told of what they did themselves.
 * @param deliveries in the order in which they were made
 */
export function groupByPerson(deliveries: readonly Delivery[], makerId: string): readonly Reached[] {
  const others = deliveries.filter(({ user }) => user?.id !== makerId);
  const groups = Map.groupBy(others, ({ id, user, endpointName }) => user?.id ?? endpointName ?? id);
  const reached = [...groups].map(([key, ofOne]): Reached => {
    const [first] = ofOne;
    const channels = Map.groupBy(ofOne, ({ channel }) => channel);
    return {
      key,
      name: first?.user?.name ?? first?.endpointName ?? 'A webhook that is gone',
      isPerson: first?.user !== null,
      standing: standingOf(ofOne),
      told: (['MAIL', 'IN_APP', 'WEBHOOK'] as const).flatMap(channel => {
        const ofChannel = channels.get(channel) ?? [];
        const sent = ofChannel.filter(({ state }) => state === 'SENT');
        // A later round that was not needed does not hide that an earlier one arrived.
        const isOver = !['PENDING', 'SENDING', 'FAILED'].includes(ofChannel.at(-1)?.state ?? '');
        const last = (isOver ? sent.at(-1) : undefined) ?? ofChannel.at(-1);
        return last === undefined ? [] : [{ last, sentCount: sent.length }];
      }),
    };
  });
  const rank = ({ isPerson, standing }: Reached) => standings.indexOf(standing) + (isPerson ? 0 : 10);
  return reached.toSorted((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name));
}
