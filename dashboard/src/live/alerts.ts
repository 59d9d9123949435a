import type { QueueRow } from './documents.ts';

/** What somebody who looks elsewhere is told by: the tab's title, and if they want, a notification and a sound. */

/** What came while nobody looked, and still waits. */
const unseen = new Set<string>();
/** What else nobody has looked at yet. */
let news = 0;
let title = 'ResolutionFlow';
/** By which the tabs of a browser find out whether one of them is being looked at. */
const channel = new BroadcastChannel('resolutionflow-looking');
/** Another tab answers within this time. */
const answerMs = 200;
let lookedAtMs = 0;

channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (data === 'yes') lookedAtMs = Date.now();
  else if (document.visibilityState === 'visible') channel.postMessage('yes');
});

function paintTitle(): void {
  const count = unseen.size + news;
  document.title = count === 0 ? title : `(${count}) ${title}`;
}

/** Names the page in the tab. */
export function setTitle(text: string): void {
  title = text;
  paintTitle();
}

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState !== 'visible') return;
  unseen.clear();
  news = 0;
  paintTitle();
});

/** Counts news in the title of a tab that nobody looks at. */
export function countNews(): void {
  if (document.visibilityState === 'visible') return;
  news++;
  paintTitle();
}

/** @param isLeader whether this is the one tab of the browser that tells */
export function announceArrival(row: QueueRow, isLeader: boolean): void {
  if (document.visibilityState === 'visible') return;
  unseen.add(row.id);
  paintTitle();
  if (isLeader) void alertUnlessLookedAt(row).catch(() => {});
}

/** Counts no longer what has been taken meanwhile. */
export function forgetDeparted(rows: readonly QueueRow[]): void {
  if (unseen.size === 0) return;
  const open = new Set(rows.map(({ id }) => id));
  for (const id of unseen) if (!open.has(id)) unseen.delete(id);
  paintTitle();
}

async function alertUnlessLookedAt(row: QueueRow): Promise<void> {
  const askedMs = Date.now();
  channel.postMessage('looked at?');
  await new Promise(resolve => setTimeout(resolve, answerMs));
  if (lookedAtMs >= askedMs) return;
  const { alertLoudly } = await import('./loud-alerts.ts');
  alertLoudly(row);
}
