import { useEffect, useRef } from 'react';
import { toast } from '../ui/toast.tsx';
import { countNews } from './alerts.ts';
import type { QueueEvent } from './documents.ts';

const listeners = new Set<() => void>();
const problemCharsMax = 60;

/** What became of an escalation, for its maker: it was taken, or came back. Null: nothing they wait for. */
export function describeOwnNews(event: QueueEvent, myId: string): string | null {
  const { __typename, handoff, actor } = event;
  if (handoff.createdBy.id !== myId || actor === null || actor.id === myId) return null;
  const { problem } = handoff.snapshot;
  const what = problem.length <= problemCharsMax ? problem : `${problem.slice(0, problemCharsMax - 1)}…`;
  if (__typename === 'EscalationClaimed') return `${actor.name} has taken “${what}”.`;
  if (__typename === 'EscalationReturned') return `${actor.name} has sent “${what}” back with guidance.`;
  return null;
}

/** Tells somebody, on whatever screen they are, what became of their own escalation. */
export function tellOwnNews(event: QueueEvent, myId: string): void {
  const text = describeOwnNews(event, myId);
  if (text === null) return;
  countNews();
  toast(text, { to: `/handoffs/${event.handoff.id}`, label: 'Look at it' });
  for (const listener of listeners) listener();
}

/** Calls `onNews` when something has become of one's own escalations. */
export function useOwnNews(onNews: () => void): void {
  const act = useRef(onNews);
  useEffect(() => {
    act.current = onNews;
  });
  useEffect(() => {
    const listener = () => act.current();
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
}
