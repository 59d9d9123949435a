import workerUrl from 'elkjs/lib/elk-worker.min.js?url';

/** A graph as elk takes it, and gives it back with places. Lengths in pixels. */
export interface ElkGraph {
  readonly id: string;
  readonly layoutOptions: Readonly<Record<string, string>>;
  readonly children: readonly ElkNode[];
  readonly edges: readonly ElkEdge[];
  readonly width?: number;
  readonly height?: number;
}

export interface ElkNode {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly x?: number;
  readonly y?: number;
  readonly layoutOptions?: Readonly<Record<string, string>>;
}

export interface ElkPoint {
  readonly x: number;
  readonly y: number;
}

export interface ElkEdge {
  readonly id: string;
  readonly sources: readonly string[];
  readonly targets: readonly string[];
  readonly labels: readonly {
    readonly text: string;
    readonly width: number;
    readonly height: number;
    readonly x?: number;
    readonly y?: number;
    readonly layoutOptions?: Readonly<Record<string, string>>;
  }[];
  readonly sections?: readonly {
    readonly startPoint: ElkPoint;
    readonly bendPoints?: readonly ElkPoint[];
    readonly endPoint: ElkPoint;
  }[];
}

interface Reply {
  readonly id: number;
  readonly data?: ElkGraph;
  readonly error?: unknown;
}

/** A tree of five hundred steps takes a second; a slow machine with a thousand gets its time. */
const layoutMsMax = 20_000;

let worker: Worker | null = null;
let count = 0;
const waiting = new Map<number, (reply: Reply) => void>();

function startWorker(): Worker {
  const started = new Worker(workerUrl);
  started.addEventListener('message', ({ data }: MessageEvent<Reply>) => waiting.get(data.id)?.(data));
  started.addEventListener('error', () => stopWorker());
  started.postMessage({ id: 0, cmd: 'register', algorithms: ['layered'] });
  return started;
}

/** Whatever it was at is lost; the next layout starts a new one. */
function stopWorker(): void {
  worker?.terminate();
  worker = null;
  for (const [id, settle] of [...waiting]) settle({ id, error: 'stopped' });
}

/**
 * Lays a graph out, beside the page and not in it.
 * @throws when that fails, or takes too long
 */
export async function layOutGraph(graph: ElkGraph): Promise<ElkGraph> {
  worker ??= startWorker();
  const id = ++count;
  const timer = setTimeout(stopWorker, layoutMsMax);
  try {
    const { data } = await new Promise<Reply>(resolve => {
      waiting.set(id, resolve);
      worker?.postMessage({ id, cmd: 'layout', graph, layoutOptions: {}, options: {} });
    });
    if (data === undefined) throw new Error('the picture could not be laid out');
    return data;
  } finally {
    clearTimeout(timer);
    waiting.delete(id);
  }
}
