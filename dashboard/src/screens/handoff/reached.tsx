import { Fragment, useEffect, useMemo, useState } from 'react';
import { useData } from '../../api/use-api.ts';
import { Button } from '../../ui/button.tsx';
import { Since } from '../../ui/since.tsx';
import { Await, Notice } from '../../ui/states.tsx';
import { formatMoment, formatSpan, useNow } from '../../ui/time.tsx';
import { type HandoffDetail, handoffDeliveries } from './documents.ts';
import { type Delivery, groupByPerson, type Standing, standings, type Told } from './reached-people.ts';

/** Up to so many are named at once, and with them those who were left out. */
const namedAtOnce = 6;

/** Who was told of it, and when they are told again. */
export function Reached({ handoff }: { readonly handoff: HandoffDetail }) {
  const { reach, state, intent } = handoff;
  if (intent === 'PARK') return null;
  // Its maker is in the ledger as somebody left out, which one would take for a mistake.
  const counts = { ...reach, skipped: Math.max(0, reach.skipped - 1) };
  const total = standings.reduce((sum, standing) => sum + counts[standing], 0);
  return (
    <section className="card handoff-card" aria-labelledby="handoff-reached-title">
      <h2 id="handoff-reached-title">Who was reached</h2>
      {state === 'OPEN' && total > 0 && reach.reached === 0 && reach.pending === 0 && (
        <Notice tone="warning">It has reached nobody. Tell somebody yourself.</Notice>
      )}
      <dl className="handoff-reach">
        <Count label="reached" count={counts.reached} />
        <Count label="under way" count={counts.pending} />
        <Count label="failed" count={counts.failed} isBad />
        <Count label="left out" count={counts.skipped} />
      </dl>
      <Ladder handoff={handoff} />
      {total > 0 && <Names handoff={handoff} isFew={total - counts.skipped <= namedAtOnce} />}
    </section>
  );
}

function Count({ label, count, isBad = false }: { label: string; count: number; isBad?: boolean }) {
  return (
    <div className={isBad && count > 0 ? 'handoff-count-bad' : count === 0 ? 'handoff-count-none' : ''}>
      <dt>{label}</dt>
      <dd>{count}</dd>
    </div>
  );
}

const audienceWords = {
  EVERYONE: 'everyone',
  OWNERS: 'the owners',
  SECOND_LINE: 'the second line',
} as const;

function Ladder({ handoff: { ladder, state } }: { readonly handoff: HandoffDetail }) {
  const nowMs = useNow();
  if (ladder === null || state !== 'OPEN') return null;
  if (ladder.nextAt === null)
    return <p>{ladder.isExhausted && 'Everybody was told again; it is not repeated any more.'}</p>;
  const seconds = (Date.parse(ladder.nextAt) - nowMs) / 1000;
  const audience = ladder.nextAudience === null ? 'everyone' : audienceWords[ladder.nextAudience];
  return (
    <p title={formatMoment(ladder.nextAt)}>
      {seconds < 60
        ? `If nobody takes it, ${audience} will be told within a minute.`
        : `If nobody takes it, ${audience} will be told in ${formatSpan(seconds)}.`}
      {ladder.rung > 0 && ` So far it was repeated ${ladder.rung === 1 ? 'once' : `${ladder.rung} times`}.`}
    </p>
  );
}

function Names({ handoff, isFew }: { readonly handoff: HandoffDetail; readonly isFew: boolean }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {!isFew && (
        <div className="buttons">
          <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? 'Hide the list' : 'Show who'}
          </Button>
        </div>
      )}
      {(isFew || isOpen) && <DeliveryList handoff={handoff} />}
    </>
  );
}

function DeliveryList({ handoff: { id, createdBy, reach } }: { readonly handoff: HandoffDetail }) {
  const loaded = useData(
    handoffDeliveries,
    useMemo(() => ({ id }), [id]),
  );
  const { reload } = loaded;
  const [readFor, setReadFor] = useState(reach);
  useEffect(() => {
    // The figures have moved, and so has what they are made of.
    if (standings.every(standing => reach[standing] === readFor[standing])) return;
    setReadFor(reach);
    reload();
  }, [reach, readFor, reload]);
  return (
    <Await loaded={loaded}>
      {({ handoff }) => {
        const page = handoff?.deliveries;
        if (!page) return null;
        return (
          <>
            <ul className="handoff-deliveries" aria-label="Who was told">
              {groupByPerson(page.nodes, createdBy.id).map(({ key, name, standing, told }) => (
                <li key={key} className={`handoff-told-${standing}`}>
                  <strong>{name}</strong> <HowTold standing={standing} told={told} />
                </li>
              ))}
            </ul>
            {page.pageInfo.hasNextPage && <p className="soft small">From the first hundred attempts.</p>}
          </>
        );
      }}
    </Await>
  );
}

/** By which ways, in one line. Who was left out for one reason is told it once. */
function HowTold({ standing, told }: { readonly standing: Standing; readonly told: readonly Told[] }) {
  const reasons = new Set(told.map(({ last }) => describeSkip(last)));
  if (standing === 'skipped' && reasons.size === 1)
    return <span className="handoff-how soft">{[...reasons]}</span>;
  return (
    <span className="handoff-how">
      {told.map((one, at) => (
        <Fragment key={one.last.id}>
          {at > 0 && <span className="soft"> · </span>}
          <OneWay told={one} />
        </Fragment>
      ))}
    </span>
  );
}

function OneWay({ told: { last, sentCount } }: { readonly told: Told }) {
  const { channel, state, sentAt, lastError } = last;
  const way = <span className="soft">{channelWords[channel]}: </span>;
  if (state === 'SENT')
    return (
      <span>
        {way}
        {channel === 'IN_APP' ? 'shown' : 'sent'} {sentAt && <Since at={sentAt} />}
        {sentCount > 1 && `, ${sentCount} times`}
      </span>
    );
  if (state === 'FAILED')
    return (
      <span>
        {way}
        <span className="handoff-failed">failed{lastError && `: ${lastError}`}</span>
      </span>
    );
  if (state === 'PENDING' || state === 'SENDING')
    return (
      <span>
        {way}
        {channel === 'IN_APP' ? 'not seen yet' : 'on its way'}
        {lastError && <span className="soft">{` (${lastError})`}</span>}
      </span>
    );
  return (
    <span className="soft">
      {way}
      {describeSkip(last)}
    </span>
  );
}

const channelWords: Record<Delivery['channel'], string> = {
  IN_APP: 'here',
  MAIL: 'mail',
  WEBHOOK: 'webhook',
};

const skipWords: Record<NonNullable<Delivery['skipReason']>, string> = {
  ALREADY_CLAIMED: 'not needed, it was taken',
  DEACTIVATED: 'no longer active',
  MAKER: 'made it',
  MUTED: 'wants no news now',
  NOT_TARGETED: 'wants only what is for them',
  NO_ADDRESS: 'has not confirmed their address',
  QUIET_HOURS: 'quiet hours',
  THROTTLED: 'too many at once',
  VIEWER: 'only looks',
  WATCHING: 'not needed, was looking at it',
};

function describeSkip({ skipReason }: Delivery): string {
  return skipReason === null ? 'not needed any more' : skipWords[skipReason];
}
