import { useMemo, useState } from 'react';
import { Button } from './button.tsx';
import { keepNearStep } from './picture/near-step.ts';
import type { Mark } from './picture/parts.tsx';
import TreePicture, { type TreePictureProps } from './tree-picture.tsx';

/** Up to so many steps a tree can be read as a whole. */
const wholeNodesMax = 60;

/**
 * A tree as a picture, however large: of a large one it shows the part around one step, and what is pressed is the next
 * one to be shown so. The whole is there for whoever asks for it.
 */
export default function LargeTreePicture(props: TreePictureProps) {
  return props.document.nodes.length > wholeNodesMax ? <Part {...props} /> : <TreePicture {...props} />;
}

function Part(props: TreePictureProps) {
  const { document, selected = null, current = null, marks, onSelect } = props;
  const [isWhole, setWhole] = useState(false);
  const [pressed, setPressed] = useState<string | null>(null);
  const stand = selected ?? pressed ?? current ?? document.rootKey;
  const near = useMemo(() => keepNearStep(document, stand), [document, stand]);
  const nearMarks = useMemo(
    () => new Map<string, Mark>([...[...near.cut].map(key => [key, 'more'] as const), ...(marks ?? [])]),
    [near, marks],
  );
  const shown = isWhole ? {} : { document: near.document, marks: nearMarks };
  return (
    <TreePicture
      // The one is looked at from another place than the other.
      key={isWhole ? 'whole' : 'near'}
      {...props}
      {...shown}
      selected={stand}
      onSelect={onSelect ?? setPressed}
      tool={
        <Button onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show a part' : `Show all ${document.nodes.length} steps`}
        </Button>
      }
    />
  );
}
