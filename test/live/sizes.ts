import { readFile } from 'node:fs/promises';

/** Whether the tests of many streams run in full size, which takes minutes. */
export const isFullSize = Boolean(process.env.TEST_FULL_SIZE);

/** The flags that `npm start` gives to Node: what a process weighs depends on them. */
export async function startFlags(): Promise<string[]> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const { scripts } = JSON.parse(text) as { scripts: { start: string } };
  return scripts.start.split(' ').filter(word => word.startsWith('--'));
}

/** Settings of a program that thousands of streams are opened on. */
export const streamSettings = {
  STREAMS_PER_USER: '100000',
  STREAM_MAX_AGE_SECONDS: '86400',
  ACCESS_TOKEN_SECONDS: '86400',
  HEARTBEAT_SECONDS: '300',
} as const;

/** Shows figures of a test that a reader may want to compare; only when asked for by TEST_FIGURES. */
export function report(title: string, figures: Readonly<Record<string, number>>): void {
  if (!process.env.TEST_FIGURES) return;
  const texts = Object.entries(figures).map(([name, value]) => `${name} ${Math.round(value * 100) / 100}`);
  process.stderr.write(`${title}: ${texts.join(', ')}\n`);
}
