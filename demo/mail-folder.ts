import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pace } from './pace.ts';

/** Mails that are kept, the newest ones. */
const mailsMax = 500;
const tidySeconds = 20;

/** Keeps the folder of mails small for as long as the demo runs: every escalation mails everybody. */
export async function keepMailsFew(dataDir: string, pace: Pace): Promise<void> {
  const folder = join(dataDir, 'mail');
  while (!pace.isOver()) {
    await pace.seconds(tidySeconds);
    // Names begin with the time. The folder is not there before the first mail, and removed at the end.
    const mails = (await readdir(folder).catch(() => [])).filter(name => name.endsWith('.eml')).sort();
    for (const name of mails.slice(0, -mailsMax)) await rm(join(folder, name), { force: true });
  }
}
