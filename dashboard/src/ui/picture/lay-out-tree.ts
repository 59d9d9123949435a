import { type ElkEdge, type ElkGraph, type ElkPoint, layOutGraph } from './elk.ts';
import type { NodeKind } from './node-kinds.ts';
import { clipText, createMeasure, type Measure, wrapText } from './wrap-text.ts';

/** As much of a tree as its picture shows. */
export interface PictureDocument {
  readonly rootKey: string;
  readonly nodes: readonly {
    readonly key: string;
    readonly kind: NodeKind;
    readonly title: string;
    readonly branches: readonly { readonly label: string; readonly to: string }[];
  }[];
}

/** A step in its place; its corner is at x, y. */
export interface Box {
  readonly key: string;
  /** Null for a step that a branch leads to and that is not there. */
  readonly kind: NodeKind | null;
  readonly title: string;
  readonly lines: readonly string[];
  readonly isRoot: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A branch in its place. */
export interface Arrow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly path: string;
  readonly labelBox: {
    readonly lines: readonly string[];
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  } | null;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

type Sketch = Omit<Box, 'x' | 'y'>;

export const boxWidth = 216;
export const boxPadding = 12;
export const headHeight = 20;
export const lineHeight = 19;
export const labelLineHeight = 15;
const labelWidthMax = 120;
const labelPadding = 7;
const cornerRadius = 8;
const layoutsKept = 40;

const layouts = new Map<string, Promise<Layout>>();
const settled = new Map<string, Layout>();

let measures: { readonly title: Measure; readonly label: Measure } | null = null;

/** What of a document the layout depends on: the same text, the same layout. */
export function layoutKeyOf({ rootKey, nodes }: PictureDocument): string {
  return JSON.stringify([
    rootKey,
    nodes.map(({ key, kind, title, branches }) => [key, kind, title, branches.map(b => [b.label, b.to])]),
  ]);
}

/** The layout when it is known already. */
export function peekLayout(layoutKey: string): Layout | null {
  return settled.get(layoutKey) ?? null;
}

/**
 * Where everything goes. Asked again for the same, it does not work again.
 * @throws when it cannot be laid out in time
 */
export function layOutTree(document: PictureDocument, layoutKey: string): Promise<Layout> {
  const known = layouts.get(layoutKey);
  if (known !== undefined) return known;
  const layout = layOut(document);
  layouts.set(layoutKey, layout);
  layout.then(
    done => settled.set(layoutKey, done),
    () => layouts.delete(layoutKey),
  );
  const [oldest] = layouts.keys();
  if (layouts.size > layoutsKept && oldest !== undefined) {
    layouts.delete(oldest);
    settled.delete(oldest);
  }
  return layout;
}

async function layOut(document: PictureDocument): Promise<Layout> {
  measures ??= { title: createMeasure(500, 14), label: createMeasure(500, 12) };
  const sketches = sketchBoxes(document, measures.title);
  const graph = await layOutGraph(toGraph(document, sketches, measures.label));
  const placeById = new Map(graph.children.map(child => [child.id, child]));
  const boxes = [...sketches.values()].map(sketch => {
    const { x = 0, y = 0 } = placeById.get(sketch.key) ?? {};
    return { ...sketch, x, y };
  });
  const arrows = toArrows(document, graph, measures.label);
  return { width: graph.width ?? 0, height: graph.height ?? 0, boxes, arrows };
}

/** Each step once, the first one first and the others as one comes to them; then what no branch leads to. */
function sketchBoxes({ rootKey, nodes }: PictureDocument, measure: Measure): Map<string, Sketch> {
  const byKey = new Map(nodes.toReversed().map(node => [node.key, node]));
  const sketches = new Map<string, Sketch>();
  const add = (key: string) => {
    if (sketches.has(key)) return;
    const node = byKey.get(key);
    const title = node?.title ?? 'This step does not exist';
    const lines = wrapText(title, boxWidth - 2 * boxPadding, 3, measure);
    const height = 2 * boxPadding + headHeight + Math.max(1, lines.length) * lineHeight - 2;
    const isRoot = key === rootKey;
    sketches.set(key, { key, kind: node?.kind ?? null, title, lines, isRoot, width: boxWidth, height });
  };
  const starts = byKey.has(rootKey) ? [rootKey, ...byKey.keys()] : nodes.map(({ key }) => key);
  for (const start of starts) {
    add(start);
    // The list grows while it is gone through.
    const queue = [start];
    for (const key of queue) {
      for (const { to } of byKey.get(key)?.branches ?? []) {
        if (!sketches.has(to)) queue.push(to);
        add(to);
      }
    }
  }
  return sketches;
}

const layoutOptions = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.padding': '[top=16,left=16,bottom=16,right=16]',
  'elk.spacing.nodeNode': '28',
  'elk.spacing.edgeNode': '16',
  'elk.spacing.edgeEdge': '12',
  'elk.spacing.edgeLabel': '4',
  'elk.spacing.labelNode': '8',
  'elk.layered.spacing.nodeNodeBetweenLayers': '30',
  'elk.layered.spacing.edgeNodeBetweenLayers': '14',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '12',
  // A step that nothing leads to yet stands beside the first one, and not above everything.
  'elk.separateConnectedComponents': 'false',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.cycleBreaking.strategy': 'DEPTH_FIRST',
  // As far down as the way to it is long. The other strategies take three times as long, for lines a bit shorter.
  'elk.layered.layering.strategy': 'LONGEST_PATH_SOURCE',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
} as const;

/** Up to this many, they can be put closer together. It takes longer and longer, the more there are. */
const smallNodes = 60;
const smallOptions = { 'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX' } as const;

const labelOptions = { 'elk.edgeLabels.inline': 'true' } as const;

function linesOf(label: string, measure: Measure): string[] {
  return wrapText(label, labelWidthMax, 2, measure);
}

function sizeOf(lines: readonly string[], measure: Measure) {
  const width = Math.max(...lines.map(measure)) + 2 * labelPadding;
  return { width, height: lines.length * labelLineHeight + 5, layoutOptions: labelOptions };
}

/** From here on elk would take seconds for the labels alone: they go above the step that they lead to. */
const hugeNodes = 200;
const hugeOptions = {
  'elk.layered.spacing.nodeNodeBetweenLayers': '64',
  'elk.layered.thoroughness': '2',
} as const;

function toGraph(document: PictureDocument, sketches: Map<string, Sketch>, measure: Measure): ElkGraph {
  const isHuge = sketches.size > hugeNodes;
  const seen = new Set<string>();
  const edges = document.nodes.flatMap(({ key, branches }): ElkEdge[] => {
    if (seen.has(key)) return [];
    seen.add(key);
    return branches.map(({ label, to }, index) => {
      const labels =
        label === '' || isHuge ? [] : [{ ...sizeOf(linesOf(label, measure), measure), text: label }];
      return { id: JSON.stringify([key, to, label, index]), sources: [key], targets: [to], labels };
    });
  });
  const children = [...sketches.values()].map(({ key, width, height }) => ({ id: key, width, height }));
  const special = isHuge ? hugeOptions : sketches.size <= smallNodes ? smallOptions : {};
  const options = { ...layoutOptions, ...special };
  return { id: 'tree', layoutOptions: options, children, edges };
}

function toArrows(document: PictureDocument, { edges }: ElkGraph, measure: Measure): Arrow[] {
  const branches = new Map(
    document.nodes.flatMap(node =>
      node.branches.map(({ label, to }, index) => [JSON.stringify([node.key, to, label, index]), label]),
    ),
  );
  const arrivals = new Map<string, number>();
  for (const { targets } of edges) for (const to of targets) arrivals.set(to, (arrivals.get(to) ?? 0) + 1);
  return edges.map(({ id, sources, targets, labels, sections = [] }) => {
    const [from = '', to = ''] = [sources[0], targets[0]];
    const points = sections.flatMap(section => [
      section.startPoint,
      ...(section.bendPoints ?? []),
      section.endPoint,
    ]);
    const label = branches.get(id) ?? '';
    const [placed] = labels;
    const labelBox = placed
      ? {
          lines: linesOf(label, measure),
          x: placed.x ?? 0,
          y: placed.y ?? 0,
          width: placed.width,
          height: placed.height,
        }
      : labelAbove(points.at(-1), label, (boxWidth - 16) / (arrivals.get(to) ?? 1), measure);
    return { id, from, to, label, path: pathThrough(points), labelBox };
  });
}

function labelAbove(
  end: ElkPoint | undefined,
  label: string,
  widthMax: number,
  measure: Measure,
): Arrow['labelBox'] {
  // Where so many arrive that one could not read them, there are none.
  if (end === undefined || label === '' || widthMax < 40) return null;
  const lines = [clipText(label, widthMax - 2 * labelPadding, measure)];
  const { width, height } = sizeOf(lines, measure);
  return { lines, width, height, x: end.x - width / 2, y: end.y - height - 10 };
}

/** Straight lines with rounded corners. */
export function pathThrough(points: readonly ElkPoint[]): string {
  return points
    .map((point, at) => {
      const [before, after] = [points[at - 1], points[at + 1]];
      if (before === undefined) return `M${point.x} ${point.y}`;
      if (after === undefined) return `L${point.x} ${point.y}`;
      const [start, end] = [towards(point, before), towards(point, after)];
      return `L${start.x} ${start.y}Q${point.x} ${point.y} ${end.x} ${end.y}`;
    })
    .join('');
}

function towards(from: ElkPoint, to: ElkPoint): ElkPoint {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const part = length === 0 ? 0 : Math.min(cornerRadius, length / 2) / length;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}
