import { useEffect, useMemo, useState } from 'react';
import { type Layout, layOutTree, layoutKeyOf, type PictureDocument, peekLayout } from './lay-out-tree.ts';

/** Somebody who types should not have the picture jump at every letter. */
const calmMs = 250;

/** The layout of a document. While it changes, the one from before; null at first. */
export function useLayout(document: PictureDocument): {
  readonly layout: Layout | null;
  readonly isFailed: boolean;
} {
  const layoutKey = useMemo(() => layoutKeyOf(document), [document]);
  const [layout, setLayout] = useState(() => peekLayout(layoutKey));
  const [failedKey, setFailedKey] = useState<string | null>(null);
  const hasLayout = layout !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the document, whatever object holds it
  useEffect(() => {
    let isWanted = true;
    const timer = setTimeout(
      () =>
        void layOutTree(document, layoutKey).then(
          done => isWanted && setLayout(done),
          () => isWanted && setFailedKey(layoutKey),
        ),
      hasLayout && peekLayout(layoutKey) === null ? calmMs : 0,
    );
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [layoutKey, hasLayout]);
  return { layout, isFailed: failedKey === layoutKey };
}
