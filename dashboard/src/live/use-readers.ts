import { useEffect, useState } from 'react';
import { askApi } from '../api/ask.ts';
import { useMe } from '../api/me.tsx';
import { type QueueRow, queueReaders } from './documents.ts';

export type Reader = QueueRow['watchers'][number];

/** How long the server believes that somebody reads. What says more, or is over, comes from a clock that is wrong. */
const lifeMsMax = 40_000;
/** After this long it is asked whether they still do. */
const askedLifeMs = 30_000;

interface Reading {
  /** What it was told by. */
  readonly told: readonly Reader[];
  readonly names: readonly string[];
}

/**
 * The names of the others who read an escalation. No event says that somebody has stopped, or goes on: when what was
 * told is over, it is asked, and nobody is shown who is not there any more.
 */
export function useReaders(handoffId: string, watchers: readonly Reader[]): readonly string[] {
  const { id: myId } = useMe();
  const [known, setKnown] = useState<Reading | null>(null);
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (told: readonly Reader[], lifeMs: number) => {
      const names = namesOf(told, myId);
      setKnown({ told: watchers, names });
      if (names.length > 0) timer = setTimeout(() => void look(), lifeMs);
    };
    const look = async () => {
      const answer = await askApi(queueReaders, { id: handoffId }).catch(() => null);
      if (!isOver) show(answer?.handoff?.watchers ?? [], askedLifeMs);
    };
    if (namesOf(watchers, myId).length > 0) {
      const lifeMs = Math.max(...watchers.map(({ until }) => Date.parse(until))) - Date.now();
      if (lifeMs > 0) show(watchers, Math.min(lifeMs, lifeMsMax));
      else void look();
    }
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [handoffId, watchers, myId]);
  return known?.told === watchers ? known.names : [];
}

function namesOf(watchers: readonly Reader[], myId: string): readonly string[] {
  return watchers.filter(({ user }) => user.id !== myId).map(({ user }) => user.name);
}
