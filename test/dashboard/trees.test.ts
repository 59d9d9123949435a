import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import type { TreeDocumentInput } from '../generated/graphql.ts';
import { publishTree, smallDocument } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { createTree, updateTree } from '../trees/tree-operations.ts';
import { findBarriers, openDesk } from './harness.ts';

const staff = { engineers: ['ada', 'grace'], viewers: ['rex'] } as const;

const isSaved = (page: Page) => page.getByRole('status').getByText('Saved', { exact: true }).waitFor();
/** The title of the step that is written on. */
const titleOf = (page: Page) => page.getByRole('region', { name: /^Step:/ }).getByLabel('Title');
const stepIn = (page: Page, title: string) =>
  page.getByRole('button', { name: new RegExp(`^(Question|Action|Solution|Escalation): ${title}`) });

test('somebody writes a first tree, repairs what is wrong with it, and publishes it', async () => {
  await using desk = await openDesk(staff);
  const { page } = await desk.sit(desk.people.ada, '/trees');
  await page.getByText('Write your first tree').waitFor();

  await page.getByRole('main').getByRole('link', { name: 'New tree' }).first().click();
  await page.getByLabel('Title').fill('Printer does not print');
  await page.getByLabel('Category').fill('Printing');
  await page.getByRole('button', { name: 'Create and write steps' }).click();
  await page.getByLabel('First question').fill('Is it on?');
  await page.getByRole('button', { name: 'Add step' }).click();
  await page.getByLabel('New answer').fill('No');
  await page.getByLabel('Title of the new step').fill('Switch it on');
  await page.getByLabel('Kind of the new step').selectOption('Solution');
  await page.getByRole('button', { name: 'Add step' }).click();
  await stepIn(page, 'Switch it on').waitFor();
  await page.getByLabel('New answer').fill('Yes');
  await page.getByLabel('It leads to').selectOption({ label: '? Is it on?' });
  await page.getByRole('button', { name: 'Add answer' }).click();
  await page.getByLabel('Answer 2 leads to').selectOption({ label: '+ New step…' });
  const answers = page.getByRole('group', { name: 'Answers' });
  await answers.getByLabel('Title of the new step').first().fill('Fill in paper');
  await answers.getByRole('button', { name: 'Add step' }).first().click();
  await stepIn(page, 'Fill in paper').click();
  await page.getByRole('heading', { name: '1 problem' }).waitFor();
  await page.getByRole('button', { name: 'Publish…' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByText('This must be repaired first').waitFor();
  const mayPublish = await sheet.getByRole('button', { name: 'Publish version 1' }).isEnabled();
  await sheet.getByRole('button', { name: /leads nowhere/ }).click();
  await page.getByLabel('Kind', { exact: true }).selectOption('Solution');
  await isSaved(page);
  await page.getByRole('button', { name: 'Publish…' }).click();
  await sheet.getByLabel('What is new').fill('The first one.');
  await sheet.getByRole('button', { name: 'Publish version 1' }).click();
  await page.getByRole('link', { name: 'Start a session' }).waitFor();
  await page.getByRole('link', { name: 'Versions' }).click();
  await page.getByText('The first one.').waitFor();

  await page.getByRole('link', { name: 'Trees' }).first().click();
  await page.getByRole('row', { name: /Printer does not print.*Published/ }).waitFor();

  expect(mayPublish).toBe(false);
});

test('what was typed is stored by itself, can be undone, and is compared with what is published', async () => {
  await using desk = await openDesk(staff);
  const id = await publishTree(desk.h.as(desk.people.ada));
  const { page } = await desk.sit(desk.people.ada, `/trees/${id}/edit`);

  await titleOf(page).fill('Is the light on?');
  await isSaved(page);
  await page.getByLabel(/^Show what is different/).check();
  await page
    .getByRole('button', { name: /^Changed: .*title “Does the server.* → “Is the light on/ })
    .waitFor();
  await stepIn(page, 'Is the light on\\?.*Changed').waitFor();
  await page.reload();
  await stepIn(page, 'Is the light on\\?').waitFor();
  await titleOf(page).fill('Something else');
  await page.keyboard.press('Control+z');
  const undone = await titleOf(page).inputValue();
  await page.keyboard.press('Control+Shift+z');
  const redone = await titleOf(page).inputValue();
  await isSaved(page);

  expect([undone, redone]).toEqual(['Is the light on?', 'Something else']);
  expect(await findBarriers(page)).toEqual([]);
});

test('when two write on one tree, nobody loses anything without choosing', async () => {
  await using desk = await openDesk(staff);
  const [ada, grace] = [desk.h.as(desk.people.ada), desk.people.grace];
  const tree = await createTree(ada, { title: 'Network down', document: smallDocument });
  const { page } = await desk.sit(grace, `/trees/${tree.id}/edit`);
  await page.getByRole('heading', { name: 'Network down' }).waitFor();
  await updateTree(ada, { id: tree.id, expectedRevision: tree.revision, title: 'Network is slow' });
  await page.setViewportSize({ width: 1400, height: 500 });

  await page.getByText('Title, category and tags').click();
  await page.getByLabel('Description').fill('By Grace');
  const notice = page.getByRole('alert').filter({ hasText: 'Not saved: somebody else' });
  await notice.waitFor();
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  const box = await notice.boundingBox();
  await notice.getByRole('button', { name: 'Compare' }).click();
  await page.getByRole('heading', { name: 'Somebody else has changed this tree' }).waitFor();
  await page.getByText(/stored just now/).waitFor();
  await page.getByText('Another title: “Network is slow”').waitFor();
  await page.getByRole('button', { name: 'Take theirs' }).click();
  await page.getByRole('heading', { name: 'Network is slow' }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('heading', { name: 'Network down' }).waitFor();
  await isSaved(page);
  await page.reload();
  await page.getByRole('heading', { name: 'Network down' }).waitFor();

  await page.getByText('Title, category and tags').click();
  expect(await page.getByLabel('Description').inputValue()).toBe('By Grace');
  expect(box && box.y > 0 && box.y < 200).toBe(true);
});

test('answers are written one after the other by the keys, and none that is half written is lost', async () => {
  await using desk = await openDesk(staff);
  const tree = await createTree(desk.h.as(desk.people.ada), { document: { rootKey: 'a', nodes: [] } });
  const { page } = await desk.sit(desk.people.ada, `/trees/${tree.id}/edit`);
  const questions: string[] = [];
  page.on('dialog', dialog => {
    questions.push(dialog.message());
    void dialog.dismiss();
  });
  await page.getByLabel('First question').fill('Is it on?');

  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'New answer' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.type('No');
  await page.getByLabel('Title of the new step').fill('Switch it on');
  await page.keyboard.press('Enter');
  await stepIn(page, 'Switch it on').waitFor();
  await page.keyboard.type('Yes');
  await stepIn(page, 'Switch it on').click();
  await page.getByRole('link', { name: 'Back to the tree' }).click();

  expect(questions).toHaveLength(2);
  expect(await page.getByLabel('Title', { exact: true }).last().inputValue()).toBe('Is it on?');
  expect(await page.getByLabel('New answer').inputValue()).toBe('Yes');
});

test('a tree leaves as a file, and comes back from it; a file that is none says why', async () => {
  await using desk = await openDesk(staff);
  const id = await publishTree(desk.h.as(desk.people.ada));
  const { page } = await desk.sit(desk.people.ada, `/trees/${id}`);

  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  await page.getByLabel('As', { exact: true }).selectOption('Mermaid, for a wiki');
  const mermaid = await page.getByLabel('Text', { exact: true }).inputValue();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByRole('link', { name: 'Trees' }).last().click();
  await page.getByRole('link', { name: 'New tree' }).click();
  const file = (body: string) => ({
    name: 'x.json',
    mimeType: 'application/json',
    buffer: Buffer.from(body),
  });
  await page.getByLabel('Open a file').setInputFiles(file('{"title":"x","document":{"rootKey":"a"}}'));
  await page.getByText('document.nodes: is missing.').waitFor();
  await page.getByLabel('Open a file').setInputFiles(file(text));
  await page.getByText(`The file has ${smallDocument.nodes.length} steps.`).waitFor();
  const barriers = await findBarriers(page);
  await page.getByRole('button', { name: 'Create from the file' }).click();
  await stepIn(page, smallDocument.nodes[0]?.title ?? '?').waitFor();

  expect(mermaid).toMatch(/^flowchart TD\n {2}start/);
  expect(barriers).toEqual([]);
});

test('viewers read trees, and are offered nothing that is not for them', async () => {
  await using desk = await openDesk(staff);
  const id = await publishTree(desk.h.as(desk.people.ada));
  const { page } = await desk.sit(desk.people.rex, `/trees/${id}`);
  const root = smallDocument.nodes.find(({ key }) => key === smallDocument.rootKey);

  await page.getByRole('img', { name: `Question: ${root?.title}` }).waitFor();
  const buttons = await page.getByRole('main').getByRole('button').allInnerTexts();
  const barriers = await findBarriers(page);
  await page.getByRole('link', { name: 'Text' }).click();
  await page.getByRole('heading', { name: root?.title ?? '?' }).waitFor();
  barriers.push(...(await findBarriers(page)));
  await page.goto(`${desk.h.app.url}/trees/${id}/edit`);
  await page.getByText('Not for your role').waitFor();
  await page.goto(`${desk.h.app.url}/trees`);
  await page.getByRole('row').nth(1).waitFor();
  barriers.push(...(await findBarriers(page)));

  expect(buttons).toEqual(
    ['+', '−', 'Fit', 'Export'].toSorted((a, b) => buttons.indexOf(a) - buttons.indexOf(b)),
  );
  expect(barriers).toEqual([]);
});

test('one goes from step to step by the keys alone, and opens the one that one stands on', async () => {
  await using desk = await openDesk(staff);
  const tree = await createTree(desk.h.as(desk.people.ada), { document: smallDocument });
  const { page } = await desk.sit(desk.people.ada, `/trees/${tree.id}/edit`);
  const root = smallDocument.nodes.find(({ key }) => key === smallDocument.rootKey);
  await stepIn(page, root?.title.replace('?', '\\?') ?? '?').focus();

  await page.keyboard.press('ArrowDown');
  const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
  await page.keyboard.press('Enter');
  const title = await titleOf(page).inputValue();

  expect(focused).toContain(title);
  expect(title).not.toBe(root?.title);
});

/** A tree of so many questions, three answers each; the last ones are solutions. */
function largeDocument(count: number): TreeDocumentInput {
  const keyOf = (at: number) => `n${at}`;
  return {
    rootKey: keyOf(0),
    nodes: Array.from({ length: count }, (_, at) => {
      const next = [1, 2, 3].map(branch => 3 * at + branch).filter(to => to < count);
      return {
        key: keyOf(at),
        kind: next.length > 0 ? 'QUESTION' : 'SOLUTION',
        title: `Step ${at} of a large tree`,
        branches: next.map((to, branch) => ({ label: `Answer ${branch + 1}`, to: keyOf(to) })),
      };
    }),
  };
}

test('a tree of three hundred steps opens where one can read it, leads on step by step, and is there as a whole', async () => {
  await using desk = await openDesk(staff);
  const ada = desk.h.as(desk.people.ada);
  const { id } = await createTree(ada, { title: 'Everything', document: largeDocument(300) });
  const { page } = await desk.sit(desk.people.ada, `/trees/${id}`);
  const sightOf = async (title: string) => {
    const step = stepIn(page, title);
    await step.waitFor();
    return await step.evaluate(element => {
      const { width, left, right, top, bottom } = element.getBoundingClientRect();
      const frame = element.closest('.picture-frame')?.getBoundingClientRect();
      if (frame === undefined) throw new Error('it is in no picture');
      const isInside =
        left >= frame.left && right <= frame.right && top >= frame.top && bottom <= frame.bottom;
      return { isReadable: width >= 120, isInside };
    });
  };

  const first = await sightOf('Step 0 of');
  const next = await sightOf('Step 3 of');
  await stepIn(page, 'Step 3 of').click();
  await stepIn(page, 'Step 10 of').click();
  await stepIn(page, 'Step 33 of').waitFor();
  const shown = await page.locator('.step-handle').count();
  await waitFor('the step to be in sight', async () => (await sightOf('Step 10 of')).isInside);
  const later = await sightOf('Step 10 of');
  await page.getByRole('button', { name: 'Show all 300 steps' }).click();
  await waitFor('the whole tree', async () => (await page.locator('.step-handle').count()) === 300);
  await page.getByRole('button', { name: 'Show a part' }).click();
  await waitFor('the part', async () => (await page.locator('.step-handle').count()) === shown);

  const inSight = { isReadable: true, isInside: true };
  expect([first, next, later]).toEqual([inSight, inSight, inSight]);
  expect(shown).toBeLessThan(41);
  expect(await findBarriers(page)).toEqual([]);
});
