import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { openHarness } from '../harness/harness.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';

const root = resolve(import.meta.dirname, '../..');
const readme = readFileSync(resolve(root, 'README.md'), 'utf8');
const hasShell = spawnSync('bash', ['-c', 'command -v curl sed tr']).status === 0;

test(`the walk in the README works as printed${hasShell ? '' : ' (skipped: there is no bash with curl)'}`, async () => {
  if (!hasShell) return;
  const [accounts = '', session = '', escalation = ''] = readBlocks('bash');
  const expected = readBlocks('').join('').trim().split('\n');
  // As it is after the two commands: without a mail server.
  await using h = await openHarness({ SMTP_URL: '' });
  h.mailbox.ignoreAll();
  const shell = spawn('bash', [], {
    cwd: root,
    env: { ...process.env, RESOLUTIONFLOW_URL: h.app.url },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const closed = once(shell, 'close');
  let output = '';
  for (const stream of [shell.stdout, shell.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }

  shell.stdin.write(`${accounts}${session}`.replaceAll('http://127.0.0.1:4000', h.app.url));
  await waitFor(
    'the watcher and the first answer',
    () => output.includes('(live)') && output.includes('"answerStep"'),
    () => output,
  );
  shell.stdin.end(escalation);
  await closed;

  // The watcher may speak in the middle of a line of the shell.
  for (const line of expected) expect(output).toContain(line);
  expect(output).not.toContain('"errors"');
});

/** The code blocks of the README in one language; '' for those without any. */
function readBlocks(language: string): string[] {
  return [...readme.matchAll(/^```(\w*)\n(.*?)^```$/gms)]
    .filter(([, found]) => found === language)
    .map(([, , text = '']) => text);
}
