import './tree-picture.css';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Button } from './button.tsx';
import type { Box, Layout, PictureDocument } from './picture/lay-out-tree.ts';
import { findNeighbour, isArrowKey, wayOf } from './picture/neighbours.ts';
import { nodeKinds } from './picture/node-kinds.ts';
import { type Area, usePanZoom } from './picture/pan-zoom.ts';
import { BranchLabel, BranchLine, type Mark, markWords, Step } from './picture/parts.tsx';
import { useLayout } from './picture/use-layout.ts';
import { Empty, Notice, Skeleton } from './states.tsx';

export interface TreePictureProps {
  readonly document: PictureDocument;
  /** Keys of the steps that were gone through, in order. */
  readonly walked?: readonly string[];
  /** Where a session stands. */
  readonly current?: string | null;
  readonly selected?: string | null;
  readonly marks?: ReadonlyMap<string, Mark>;
  onSelect?(key: string): void;
  /** What it is a picture of. */
  readonly label: string;
  /** Stands beside its own buttons. */
  readonly tool?: ReactNode;
}

/** A tree as a picture that one moves about in. It fills the height of what it stands in, and is at least `--picture-min` high. */
export default function TreePicture(props: TreePictureProps) {
  const { layout, isFailed } = useLayout(props.document);
  if (props.document.nodes.length === 0)
    return (
      <div className="picture">
        <Empty title="No steps yet" />
      </div>
    );
  if (isFailed) return <StepList {...props} />;
  if (layout === null)
    return (
      <div className="picture">
        <Skeleton lines={5} label="Drawing the tree" />
      </div>
    );
  return <Picture {...props} layout={layout} />;
}

const panPx = 60;
const none: ReadonlySet<string> = new Set();
const noMarks: ReadonlyMap<string, Mark> = new Map();

function Picture({
  layout,
  document: tree,
  walked,
  current = null,
  selected = null,
  marks = noMarks,
  onSelect,
  label,
  tool,
}: TreePictureProps & { readonly layout: Layout }) {
  const frame = useRef<HTMLDivElement>(null);
  const content = useRef<SVGGElement>(null);
  const headId = useId();
  const moves = usePanZoom(frame, content, layout);
  const [focused, setFocused] = useState<string | null>(null);
  /** Of the steps that one went to, the one above from which it was. */
  const cameFrom = useRef(new Map<string, string>());
  const boxByKey = useMemo(() => new Map(layout.boxes.map(box => [box.key, box])), [layout]);
  const said = useMemo(() => describeSteps(tree), [tree]);
  const way = useMemo(() => edgesOf(walked ?? []), [walked]);
  const walkedKeys = useMemo(() => (walked === undefined ? none : new Set(walked)), [walked]);
  const tabStop = boxByKey.get(focused ?? selected ?? current ?? tree.rootKey)?.key ?? layout.boxes[0]?.key;

  useView(frame, moves, layout, boxByKey, walkedKeys, selected ?? current);

  const keyOf = (target: EventTarget) =>
    (target instanceof Element && target.closest('[data-key]')?.getAttribute('data-key')) || null;
  const pick = ({ target }: MouseEvent) => {
    const key = keyOf(target);
    if (key !== null && !moves.wasDragged()) onSelect?.(key);
  };
  const focusBox = (box: Box) => {
    setFocused(box.key);
    moves.reveal(box);
    const element = content.current?.querySelector(`[data-key="${CSS.escape(box.key)}"]`);
    if (element instanceof SVGElement) element.focus({ preventScroll: true });
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const from = boxByKey.get(keyOf(event.target) ?? '');
    if (isArrowKey(event.key)) {
      const above = cameFrom.current.get(from?.key ?? '') ?? null;
      const next = boxByKey.get((from && findNeighbour(layout, from.key, event.key, above)) ?? '');
      const { x, y } = wayOf(event.key);
      if (from && next && y >= 0) cameFrom.current.set(next.key, y > 0 ? from.key : (above ?? ''));
      if (next) focusBox(next);
      else if (!from) moves.pan(-x * panPx, -y * panPx);
    } else if (event.key === '+' || event.key === '=') moves.zoom(1.25);
    else if (event.key === '-') moves.zoom(0.8);
    else if (event.key === '0') moves.fit();
    else if ((event.key === 'Enter' || event.key === ' ') && from) onSelect?.(from.key);
    else return;
    event.preventDefault();
  };

  return (
    <div className="picture">
      {/* biome-ignore lint/a11y/useSemanticElements: it is no part of a form */}
      <div
        ref={frame}
        className="picture-frame"
        role="group"
        aria-label={`${label}. Arrow keys move it; press Tab to go to its steps.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be moved has to be reached by keys
        tabIndex={0}
        onKeyDown={press}
        onClick={pick}
        onFocus={({ target }) => {
          const box = boxByKey.get(keyOf(target) ?? '');
          if (box === undefined || !target.matches(':focus-visible')) return;
          setFocused(box.key);
          moves.reveal(box);
        }}
        {...moves.handlers}
      >
        <svg className="picture-canvas" role="presentation">
          <defs>
            <ArrowHead id={headId} />
            <ArrowHead id={`${headId}-walked`} />
          </defs>
          <g ref={content}>
            {layout.arrows.map(arrow => (
              <BranchLine
                key={arrow.id}
                arrow={arrow}
                headId={headId}
                isWalked={way.has(edgeOf(arrow.from, arrow.to))}
                isFaint={marks.get(arrow.from) === 'removed'}
              />
            ))}
            {layout.arrows.map(arrow => (
              <BranchLabel key={arrow.id} arrow={arrow} isWalked={way.has(edgeOf(arrow.from, arrow.to))} />
            ))}
            {layout.boxes.map(box => (
              <Step
                key={box.key}
                box={box}
                said={saidOf(box, said, marks.get(box.key) ?? null, box.key === current)}
                isWalked={walkedKeys.has(box.key)}
                isCurrent={box.key === current}
                isSelected={box.key === selected}
                isPressable={onSelect !== undefined}
                isTabStop={box.key === tabStop}
                mark={marks.get(box.key) ?? null}
              />
            ))}
          </g>
        </svg>
      </div>
      <div className="picture-tools">
        <Button onClick={() => moves.zoom(1.25)} aria-label="Closer">
          +
        </Button>
        <Button onClick={() => moves.zoom(0.8)} aria-label="Further away">
          −
        </Button>
        <Button onClick={() => moves.fit()}>Fit</Button>
        {tool}
      </div>
    </div>
  );
}

/** More at once are no answers that somebody has written just now. */
const grownMax = 3;

/**
 * What is in sight: at first as much as one can read, if not all then the way that was gone; later whatever was selected
 * or is current, and what has grown.
 */
function useView(
  frame: { readonly current: HTMLElement | null },
  moves: ReturnType<typeof usePanZoom>,
  layout: Layout,
  boxByKey: ReadonlyMap<string, Box>,
  walked: ReadonlySet<string>,
  wanted: string | null,
): void {
  const before = useRef<ReadonlyMap<string, Box> | null>(null);
  const start = boxByKey.get(wanted ?? '') ?? layout.boxes.find(box => box.isRoot) ?? layout.boxes[0];
  const way = around(layout.boxes.filter(box => walked.has(box.key) || box === start));
  const startNow = useRef({ start, way });
  startNow.current = { start, way };
  // In the frame in which it is first painted, so that nobody sees it out of place.
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    // Also when it was not to be seen at first, and when the window changes.
    const observer = new ResizeObserver(() => moves.fit(startNow.current.start, startNow.current.way));
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, moves]);
  useEffect(() => {
    const known = before.current;
    before.current = boxByKey;
    if (known === null) return;
    const box = boxByKey.get(wanted ?? '');
    const grown = [...boxByKey.values()].filter(({ key }) => !known.has(key));
    const isGrown = grown.length > 0 && grown.length <= grownMax;
    const area = around([...(box ? [box] : []), ...(isGrown ? grown : [])]);
    if (area) moves.reveal(area);
    const newest = isGrown ? grown.at(-1) : undefined;
    if (newest) moves.reveal(newest);
  }, [moves, boxByKey, wanted]);
}

/** What is around all of these. */
function around(boxes: readonly Box[]): Area | null {
  if (boxes.length === 0) return null;
  const x = Math.min(...boxes.map(box => box.x));
  const y = Math.min(...boxes.map(box => box.y));
  const right = Math.max(...boxes.map(box => box.x + box.width));
  const bottom = Math.max(...boxes.map(box => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

function ArrowHead({ id }: { readonly id: string }) {
  return (
    <marker
      id={id}
      className={id.endsWith('-walked') ? 'branch-head is-walked' : 'branch-head'}
      viewBox="0 0 8 8"
      refX="7"
      refY="4"
      markerWidth="8"
      markerHeight="8"
      markerUnits="userSpaceOnUse"
      orient="auto"
    >
      <path d="M0 0L8 4L0 8Z" />
    </marker>
  );
}

function edgeOf(from: string, to: string): string {
  return JSON.stringify([from, to]);
}

function edgesOf(keys: readonly string[]): ReadonlySet<string> {
  return new Set(keys.slice(1).map((to, at) => edgeOf(keys[at] ?? '', to)));
}

/** Each step in words, with where its branches lead. */
function describeSteps({ nodes }: PictureDocument): ReadonlyMap<string, string> {
  const titles = new Map(nodes.map(({ key, title }) => [key, title]));
  return new Map(
    nodes.map(({ key, kind, title, branches }) => [
      key,
      [
        `${nodeKinds[kind].word}: ${title}`,
        ...branches.map(
          ({ label, to }) => `${label} leads to ${titles.get(to) ?? 'a step that does not exist'}`,
        ),
      ].join('. '),
    ]),
  );
}

function saidOf(box: Box, said: ReadonlyMap<string, string>, mark: Mark | null, isCurrent: boolean): string {
  return [
    said.get(box.key) ?? box.title,
    ...(mark === null ? [] : [markWords[mark]]),
    ...(isCurrent ? ['The session is here'] : []),
  ].join('. ');
}

/** When there is no picture to be had. */
function StepList({ document: { nodes }, current, selected, onSelect, label }: TreePictureProps) {
  return (
    <div className="picture picture-plain">
      <Notice tone="warning">The picture could not be drawn. Here are the steps as a list.</Notice>
      <ul aria-label={label}>
        {nodes.map(({ key, kind, title }) => (
          <li key={key} aria-current={key === (current ?? selected) ? 'step' : undefined}>
            {onSelect ? (
              <Button
                kind="quiet"
                onClick={() => onSelect(key)}
              >{`${nodeKinds[kind].word}: ${title}`}</Button>
            ) : (
              `${nodeKinds[kind].word}: ${title}`
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
