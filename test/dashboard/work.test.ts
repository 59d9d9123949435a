import type { Page } from 'playwright-core';
import { graphql } from '../generated/index.ts';
import { password } from '../harness/harness.ts';
import { claim, escalate, publishTree, startSession } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { findBarriers, openDesk } from './harness.ts';

const staff = { engineers: ['ada', 'grace'], viewers: ['rex'] } as const;

const AnswerElsewhere = graphql(`
  mutation DashboardWorkAnswer($input: AnswerStepInput!) { answerStep(input: $input) { id } }
`);

const node = (page: Page, name: string) => page.getByRole('heading', { name, level: 2, exact: true });
const path = (page: Page) => page.getByRole('list', { name: 'Steps so far' });

test('a session is begun, walked and solved by the keyboard alone', async () => {
  await using desk = await openDesk(staff);
  await publishTree(desk.h.as(desk.people.ada), 'No route to server');
  const { page } = await desk.sit(desk.people.ada, '/work/new');

  await page.getByLabel('What is wrong?').waitFor();
  await page.keyboard.type('The file server is away');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Harbour & Finch');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('route');
  await page.getByRole('option', { name: /No route to server/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await node(page, 'Does the server answer a ping?').waitFor();
  await page.keyboard.press('2');
  await node(page, 'Check the network cable').waitFor();
  await page.keyboard.press('u');
  await node(page, 'Does the server answer a ping?').waitFor();
  await page.keyboard.press('n');
  await page.keyboard.type('2 pings of 10 are lost');
  await page.keyboard.press('Control+Enter');
  await path(page).getByText('2 pings of 10 are lost').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('1');
  await node(page, 'Restart the service').waitFor();
  await page.keyboard.press('1');
  await page.getByRole('button', { name: 'It is solved: complete' }).waitFor();
  await page.keyboard.press('c');
  await page.getByRole('dialog').getByLabel('Summary (optional)').fill('It was the service.');
  await page.getByRole('dialog').getByRole('button', { name: 'Complete' }).press('Enter');

  await page.getByRole('heading', { name: 'Solved', exact: true }).waitFor();
  await page.getByText('It was the service.').waitFor();
  expect(await path(page).getByRole('listitem').count()).toBe(3);
});

test('an answer to a node that another tab has left is not given, and what was typed stays', async () => {
  await using desk = await openDesk(staff);
  const ada = desk.h.as(desk.people.ada);
  const sessionId = await startSession(ada, { treeId: await publishTree(ada) });
  const { page } = await desk.sit(desk.people.ada, `/sessions/${sessionId}`);
  await node(page, 'Does the server answer a ping?').waitFor();

  await ada.run(AnswerElsewhere, { input: { sessionId, nodeKey: 'ping', branch: 'No' } });
  await page.getByLabel(/^Note/).fill('Half a sentence');
  await page.getByRole('button', { name: 'Yes' }).click();

  await page.getByText('It has moved on meanwhile').waitFor();
  await node(page, 'Check the network cable').waitFor();
  expect(await page.getByLabel(/^Note/).inputValue()).toBe('Half a sentence');
});

test('what was typed is not lost by a wrong click, but left when one says so', async () => {
  await using desk = await openDesk(staff);
  const ada = desk.h.as(desk.people.ada);
  const sessionId = await startSession(ada);
  const { page } = await desk.sit(desk.people.ada, `/sessions/${sessionId}`);
  const questions: string[] = [];
  let answer = false;
  page.on('dialog', dialog => {
    questions.push(dialog.message());
    void (answer ? dialog.accept() : dialog.dismiss());
  });
  await page.getByLabel('Note').fill('Half a sentence');

  await page.getByRole('link', { name: 'Trees' }).click();
  const stayed = new URL(page.url()).pathname;
  answer = true;
  await page.getByRole('link', { name: 'My work' }).click();

  expect(stayed).toBe(`/sessions/${sessionId}`);
  await page.getByRole('heading', { name: 'My work', level: 1 }).waitFor();
  expect(questions).toHaveLength(2);
});

test('a note that is being typed when the sign-in ends is there again afterwards', async () => {
  await using desk = await openDesk(staff);
  const { ada } = desk.people;
  const sessionId = await startSession(desk.h.as(ada), { problem: 'The printer is away' });
  const { page, context } = await desk.sit(ada, `/sessions/${sessionId}`);
  await page.getByLabel('Note').fill('The cable is fine, and');

  const other = await context.newPage();
  await other.goto(`${desk.h.app.url}/work`);
  await other.getByRole('button', { name: 'Ada' }).click();
  await other.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('E-mail').fill(ada.email);
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await page.getByLabel('Note').waitFor();
  const kept = await page.getByLabel('Note').inputValue();
  await page.getByRole('button', { name: 'Save the note' }).click();
  await path(page).getByText('The cable is fine, and').waitFor();

  expect(kept).toBe('The cable is fine, and');
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test('what was begun in the sheets that park, complete and give back is there again after a reload', async () => {
  await using desk = await openDesk(staff);
  const { h, people } = desk;
  const sessionId = await startSession(h.as(people.ada), { problem: 'The printer is away' });
  const { id } = await escalate(h.as(people.ada), { sessionId });
  await claim(h.as(people.grace), id);
  const { page } = await desk.sit(people.grace, `/sessions/${sessionId}`);
  page.on('dialog', dialog => void dialog.accept());
  const sheets = [
    ['Park', 'Note to yourself (optional)'],
    ['Complete', 'Summary (optional)'],
    ['Give it back with guidance', 'Guidance'],
  ] as const;
  const kept: string[] = [];

  for (const [button, field] of sheets) {
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('textbox', { name: field }).fill(`${button}: the disk comes`);
    await page.reload();
    await page.getByRole('button', { name: button }).click();
    kept.push(await page.getByRole('textbox', { name: field }).inputValue());
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }

  expect(kept).toEqual(sheets.map(([button]) => `${button}: the disk comes`));
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test('a parked session waits under My work with its note, and is resumed there', async () => {
  await using desk = await openDesk(staff);
  const ada = desk.h.as(desk.people.ada);
  const sessionId = await startSession(ada, { problem: 'Backup is slow' });
  const { page } = await desk.sit(desk.people.ada, `/sessions/${sessionId}`);

  await page.getByRole('button', { name: 'Park' }).click();
  await page.getByRole('dialog').getByLabel('Note to yourself (optional)').fill('The disk comes on Monday.');
  await page.getByRole('dialog').getByRole('button', { name: 'Park' }).click();
  await page.getByRole('heading', { name: 'You have parked it' }).waitFor();
  await page.getByRole('link', { name: 'My work' }).click();
  await page.getByRole('region', { name: 'Parked' }).getByRole('button', { name: 'Resume' }).click();

  await page.getByText('You noted when you parked it').waitFor();
  await page.getByText('The disk comes on Monday.').first().waitFor();
  await node(page, 'Write down what you try').waitFor();
});

test('an escalation shows what goes along, goes to the one asked for, and then waits', async () => {
  await using desk = await openDesk(staff);
  const { h, people } = desk;
  const ada = h.as(people.ada);
  const sessionId = await startSession(ada, { treeId: await publishTree(ada), ticketRef: 'T-4711' });
  await ada.run(AnswerElsewhere, { input: { sessionId, nodeKey: 'ping', branch: 'No' } });
  const { page } = await desk.sit(people.ada, `/sessions/${sessionId}`);

  await page.getByLabel(/^Note/).fill('The cable');
  await page.getByRole('button', { name: 'Escalate' }).click();
  const sheet = page.getByRole('dialog', { name: 'Escalate' });
  const [along] = await sheet.getByRole('region', { name: 'What they will see' }).allInnerTexts();
  const notes = sheet.getByLabel('What should the next person know?');
  const begun = await notes.inputValue();
  await notes.fill('The cable is fine.');
  await sheet.getByLabel('Priority').selectOption('URGENT');
  await sheet.getByLabel('For').selectOption({ label: 'Grace' });
  await sheet.getByRole('button', { name: 'Escalate' }).click();
  await page.getByRole('heading', { name: 'Who was reached' }).waitFor();
  const grace = await desk.sit(people.grace);
  await grace.page.getByText('for you').waitFor();
  await page.getByRole('link', { name: 'Open the session' }).click();

  expect(begun).toBe('The cable');
  expect(along).toMatch(/T-4711.*Does the server answer a ping\?.*No.*Check the network cable/s);
  await page.getByRole('heading', { name: 'It waits for somebody to take it' }).waitFor();
  await grace.page.getByText('The cable is fine.').waitFor();
});

test('with many steps the button of a sheet and the newest step stay in sight', async () => {
  await using desk = await openDesk(staff);
  const ada = desk.h.as(desk.people.ada);
  const sessionId = await startSession(ada, { treeId: await publishTree(ada) });
  for (let round = 0; round < 8; round++) {
    await ada.run(AnswerElsewhere, { input: { sessionId, nodeKey: 'ping', branch: 'No' } });
    await ada.run(AnswerElsewhere, { input: { sessionId, nodeKey: 'cable', branch: 'Plugged it in' } });
  }
  const { page } = await desk.sit(desk.people.ada, `/sessions/${sessionId}`, {
    viewport: { width: 360, height: 640 },
  });

  await path(page).getByRole('button', { name: '10 earlier steps' }).waitFor();
  const shown = await path(page).getByRole('listitem').count();
  await page.getByRole('button', { name: 'Escalate' }).click();
  const sheet = page.getByRole('dialog', { name: 'Escalate' });
  await sheet.getByRole('button', { name: 'Escalate' }).click();
  await sheet.getByText(/^Write this first/).waitFor();
  const box = await sheet.getByRole('button', { name: 'Escalate' }).boundingBox();
  await sheet.getByRole('button', { name: 'Show all 16 steps' }).click();

  expect(shown).toBe(7);
  expect(box && box.y + box.height).toBeLessThan(640);
  expect(await sheet.getByRole('listitem').count()).toBe(17);
});

test('the focus goes on to what there is now, when what had it has gone', async () => {
  await using desk = await openDesk(staff);
  const sessionId = await startSession(desk.h.as(desk.people.ada));
  const { page } = await desk.sit(desk.people.ada, `/sessions/${sessionId}`);
  const focused = (name: string) =>
    waitFor(
      `the focus on “${name}”`,
      async () => (await page.evaluate(() => document.activeElement?.textContent)) === name,
    );

  await page.getByLabel('Note').press('Escape');
  await focused('Write down what you try');
  await page.keyboard.press('p');
  await page.getByRole('dialog').getByRole('button', { name: 'Park' }).press('Enter');
  await focused('You have parked it');
  await page.getByRole('button', { name: 'Resume' }).press('Enter');
  await focused('Write down what you try');
  await page.keyboard.press('c');
  await page.getByRole('dialog').getByRole('button', { name: 'Complete' }).press('Enter');
  await focused('Solved');
});

test('a session is taken along as a file, and as text for the ticket', async () => {
  await using desk = await openDesk(staff);
  const ada = desk.h.as(desk.people.ada);
  const sessionId = await startSession(ada, { problem: 'Backup is slow', ticketRef: 'T 4711/2' });
  const { page, context } = await desk.sit(desk.people.ada, `/sessions/${sessionId}`);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);

  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('button', { name: 'Copy for the ticket' }).click();
  await page.getByText('Copied.').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download as Markdown' }).click(),
  ]);

  expect(copied).toContain('Backup is slow');
  expect(file.suggestedFilename()).toBe('session-T-4711-2.md');
});

test('viewers read what is finished, and find no barrier; nor does who works on it', async () => {
  await using desk = await openDesk(staff);
  const { h, people } = desk;
  const ada = h.as(people.ada);
  const sessionId = await startSession(ada, { treeId: await publishTree(ada) });
  const options = { viewport: { width: 360, height: 740 } };
  const barriers: string[] = [];
  const look = async (page: Page, ready: string) => {
    await page.getByRole('heading', { name: ready }).first().waitFor();
    barriers.push(...(await findBarriers(page)));
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > 360) barriers.push(`${ready}: ${width} wide`);
  };

  const rex = await desk.sit(people.rex, '/work', options);
  await look(rex.page, 'Finished work');
  await rex.page.getByText('Nothing finished yet').waitFor();
  const { page } = await desk.sit(people.ada, `/sessions/${sessionId}`, options);
  await look(page, 'Does the server answer a ping?');
  await page.getByRole('button', { name: 'Escalate' }).click();
  await look(page, 'They will see');
  await page.goto(`${h.app.url}/work`);
  await look(page, 'On my desk');
  await page.goto(`${h.app.url}/work/new`);
  await page.getByRole('combobox').focus();
  await page.getByRole('option').first().waitFor();
  await look(page, 'Start a session');

  expect(barriers).toEqual([]);
});
