import { useEffect, useRef, useState } from 'react';
import type { Me } from '../../api/tokens.ts';
import { setTitle } from '../../live/alerts.ts';
import { useFeed } from '../../live/use-feed.tsx';
import { type Reader, useReaders } from '../../live/use-readers.ts';
import { Since } from '../../ui/since.tsx';
import { Notice } from '../../ui/states.tsx';
import { formatSpan, Moment, useNow } from '../../ui/time.tsx';
import type { HandoffDetail } from './documents.ts';
import { useWatching } from './watching.ts';

interface HandoffHeadProps {
  readonly handoff: HandoffDetail;
  readonly me: Me;
}

/** What it is about, from whom, since when, and what has become of it. */
export function HandoffHead({ handoff, me }: HandoffHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { snapshot, createdBy, createdAt, target } = handoff;
  useEffect(() => {
    // On a phone it has taken the place of the queue, which may have been scrolled down.
    if (matchMedia('(max-width: 1179px)').matches) scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => setTitle(snapshot.problem.slice(0, 80)), [snapshot.problem]);
  return (
    <header className="handoff-head">
      <h1 id="handoff-title" ref={heading} tabIndex={-1} dir="auto">
        {snapshot.problem}
      </h1>
      <p className="handoff-facts">
        <span>
          from <strong>{createdBy.id === me.id ? 'you' : createdBy.name}</strong>
        </span>
        {target && (
          <span>
            for <strong>{target.id === me.id ? 'you' : target.name}</strong>
          </span>
        )}
        <span>
          made{' '}
          <strong>
            <Since at={createdAt} />
          </strong>
        </span>
        <span>
          <strong>{snapshot.secondsSpent < 60 ? 'under a minute' : formatSpan(snapshot.secondsSpent)}</strong>{' '}
          of work so far
        </span>
      </p>
      <Watching handoff={handoff} me={me} />
      <Became handoff={handoff} me={me} />
    </header>
  );
}

/** Who else reads it at this moment, so that two do not begin the same thing. */
function Watching({ handoff, me }: HandoffHeadProps) {
  const { queue } = useFeed();
  const row = queue.rows.find(({ id }) => id === handoff.id);
  const [watchers, setWatchers] = useState<readonly Reader[]>(handoff.watchers);
  const isOpen = handoff.state === 'OPEN';
  const isMine = handoff.createdBy.id === me.id;
  useWatching(handoff.id, handoff.intent === 'ESCALATE' && isOpen && !isMine, setWatchers);
  useEffect(() => setWatchers(handoff.watchers), [handoff.watchers]);
  useEffect(() => {
    if (row) setWatchers(row.watchers);
  }, [row]);
  const names = useReaders(handoff.id, watchers);
  return (
    <p className="handoff-watching" aria-live="polite">
      {isOpen && names.length > 0 && describeReaders(names)}
    </p>
  );
}

function describeReaders(names: readonly string[]): string {
  const [first, second] = names;
  if (names.length === 1) return `${first} is reading this`;
  if (names.length === 2) return `${first} and ${second} are reading this`;
  return `${first}, ${second} and ${names.length - 2} more are reading this`;
}

/** What has happened since, in a sentence. */
function Became({ handoff, me }: HandoffHeadProps) {
  const { state, intent, claimedBy, claimedAt, closedAt, closeReason, createdBy, session } = handoff;
  const who = (person: { readonly id: string; readonly name: string } | null) =>
    person === null ? 'A colleague' : person.id === me.id ? 'You' : person.name;
  if (intent === 'PARK')
    return (
      <Notice>{state === 'OPEN' ? 'Parked. Nobody else sees it.' : 'You have gone on with it since.'}</Notice>
    );
  if (state === 'OPEN') return null;
  if (state === 'CLAIMED')
    return (
      <Notice tone={claimedBy?.id === me.id ? 'success' : 'info'}>
        {who(claimedBy)} took it {claimedAt && <When at={claimedAt} />}.
      </Notice>
    );
  if (state === 'RETURNED')
    return (
      <Notice>
        {who(claimedBy)} gave it back to {createdBy.id === me.id ? 'you' : createdBy.name}{' '}
        {closedAt && <When at={closedAt} />}.{closeReason && <Quote text={closeReason} />}
      </Notice>
    );
  if (state === 'WITHDRAWN')
    return (
      <Notice>
        {who(createdBy)} took it back {closedAt && <When at={closedAt} />}.
        {closeReason && <Quote text={closeReason} />}
      </Notice>
    );
  const isSolved = session.outcome !== 'UNRESOLVED';
  return (
    <Notice tone={isSolved ? 'success' : 'info'}>
      {isSolved ? 'Solved' : 'Closed without a solution'} by{' '}
      {session.engineer.id === me.id ? 'you' : session.engineer.name} {closedAt && <When at={closedAt} />}.
      {session.summary && <Quote text={session.summary} />}
    </Notice>
  );
}

/** For so long one thinks of it as some time ago, and not as a time of the day. */
const recentMs = 3_600_000;

function When({ at }: { readonly at: string }) {
  return useNow() - Date.parse(at) < recentMs ? <Since at={at} /> : <Moment at={at} />;
}

function Quote({ text }: { readonly text: string }) {
  return (
    <span className="handoff-quote" dir="auto">
      {text}
    </span>
  );
}
