import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

/** Where one has to scroll to see it. */
export type Side = 'above' | 'below';

/** What is fixed at the top of the window covers so much of the list. */
const coveredPx = 60;
/** Longer than any list. */
const farPx = 10_000_000;

export interface Unseen {
  readonly above: readonly string[];
  readonly below: readonly string[];
  /** Brings the nearest one on that side into the view. */
  scrollTo(side: Side): void;
}

/**
 * Those that came where nobody looks, until they were in the view. The browser says which ones are, in its own time:
 * to measure them for each event would cost a layout of the whole list.
 * @param arrived by id, when they came; those of the last moments are enough
 * @param shown the ids in the list, from the top
 */
export function useUnseen(arrived: ReadonlyMap<string, number>, shown: readonly string[]): Unseen {
  const [sides, setSides] = useState<ReadonlyMap<string, Side>>(new Map());
  const watched = useRef(new Map<string, number>());
  const eyes = useRef<ReturnType<typeof openEyes> | null>(null);

  useEffect(() => {
    eyes.current = openEyes(changes =>
      setSides(before => {
        const after = new Map(before);
        for (const [id, side] of changes) {
          if (side === null) after.delete(id);
          else after.set(id, side);
        }
        return after;
      }),
    );
    return () => eyes.current?.close();
  }, []);
  useEffect(() => {
    for (const [id, atMs] of arrived) {
      const element = document.getElementById(`row-${id}`)?.closest('li');
      if (!element || watched.current.get(id) === atMs) continue;
      watched.current.set(id, atMs);
      eyes.current?.watch(id, element);
    }
  }, [arrived]);

  const { above, below } = useMemo(() => {
    const present = sides.size === 0 ? [] : shown.filter(id => sides.has(id));
    return {
      above: present.filter(id => sides.get(id) === 'above'),
      below: present.filter(id => sides.get(id) === 'below'),
    };
  }, [sides, shown]);
  const scrollTo = useCallback(
    (side: Side) => {
      const id = side === 'above' ? above.at(-1) : below[0];
      const row = document.getElementById(`row-${id}`);
      row?.scrollIntoView({ block: 'center' });
      row?.focus({ preventScroll: true });
    },
    [above, below],
  );
  return { above, below, scrollTo };
}

/** Watches rows until they were seen; tells on which side of the view each is, null: it was seen. */
function openEyes(onChange: (changes: ReadonlyMap<string, Side | null>) => void) {
  const ids = new Map<Element, string>();
  const seen = new IntersectionObserver(
    entries => {
      const changes = new Map<string, null>();
      for (const { target, isIntersecting } of entries) {
        const id = ids.get(target);
        if (id === undefined || (!isIntersecting && target.isConnected)) continue;
        forget(target);
        changes.set(id, null);
      }
      if (changes.size > 0) onChange(changes);
    },
    { rootMargin: `-${coveredPx}px 0px 0px 0px` },
  );
  // Everything from the lower edge of the window upwards: it tells those above from those below, also when somebody jumps.
  const upwards = new IntersectionObserver(
    entries => {
      const changes = new Map<string, Side>();
      for (const { target, isIntersecting, boundingClientRect: box } of entries) {
        const id = ids.get(target);
        const isInView = isIntersecting && box.bottom > coveredPx;
        if (id !== undefined && !isInView) changes.set(id, isIntersecting ? 'above' : 'below');
      }
      if (changes.size > 0) onChange(changes);
    },
    { rootMargin: `${farPx}px 0px 0px 0px` },
  );
  const forget = (element: Element) => {
    ids.delete(element);
    seen.unobserve(element);
    upwards.unobserve(element);
  };
  return {
    watch(id: string, element: Element) {
      ids.set(element, id);
      seen.observe(element);
      upwards.observe(element);
    },
    close() {
      seen.disconnect();
      upwards.disconnect();
    },
  };
}
