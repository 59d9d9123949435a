import { openBrowser } from '../browser/browser.ts';
import { findFreePort } from '../harness/ports.ts';
import { afterAll, expect, test } from '../harness/test.ts';
import { escalateSession, foundAccount, startSession } from '../live/bulk-events.ts';
import { makeHome, removeMigratedFolder, startProgram } from '../serving/program.ts';
import { takeSeat } from './harness.ts';

afterAll(removeMigratedFolder);

test('a page that is open outlives a server that is killed and started again', async () => {
  await using home = await makeHome();
  const settings = { ...home.settings, PORT: String(await findFreePort()) };
  const first = await startProgram(settings);
  const { owner, people } = await foundAccount(first.url, 'Restart', 1);
  const [, engineer = owner] = people;
  const browser = await openBrowser();
  try {
    const { page } = await takeSeat(browser, first.url, owner);
    await page.goto(first.url);
    await page.getByText('live', { exact: true }).waitFor();

    first.kill('SIGKILL');
    await first.exited;
    await page.getByText('reconnecting').waitFor();
    await using second = await startProgram(settings);
    const sessionId = await startSession(second.url, engineer.token);
    const escalation = { sessionId, engineerNotes: 'The very first after the restart' };
    await escalateSession(second.url, engineer.token, escalation);
    await page.evaluate(() => dispatchEvent(new Event('online')));

    await page.getByText('live', { exact: true }).waitFor();
    await page.getByText('The very first after the restart').waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: 'very first' }).count()).toBe(1);
    // Still signed in, by the same cookie.
    await page.reload();
    await page.getByText('The very first after the restart').waitFor();
  } finally {
    await browser.close();
  }
});
