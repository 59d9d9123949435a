import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openHarness, password } from '../harness/harness.ts';
import { escalate } from '../harness/stories.ts';
import { expect, test } from '../harness/test.ts';
import { waitFor } from '../harness/wait.ts';
import { openPage } from './browser.ts';

const queryEditor = '.graphiql-query-editor .monaco-editor';
const headersEditor = '.graphiql-editor-tool .graphiql-editor:not(.hidden) .monaco-editor';

/** Replaces what is in an editor. At once and on one line: typed, the editor would close brackets and indent. */
async function write(page: Page, editor: string, text: string): Promise<void> {
  await page.locator(editor).click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(text);
}

/** What an editor or the answer shows, without any white space: long lines are wrapped wherever they end. */
async function read(page: Page, where: string): Promise<string> {
  return (await page.locator(where).allInnerTexts()).join('').replaceAll(/\s/g, '');
}

/** Waits until the answer holds a text; returns all of it, without white space. */
async function waitForAnswer(page: Page, text: string): Promise<string> {
  let shown = '';
  await waitFor(
    `${text} in the answer`,
    async () => {
      shown = await read(page, '.graphiql-response');
      return shown.includes(text.replaceAll(' ', ''));
    },
    () => `It shows: ${shown}`,
  );
  return shown;
}

async function run(page: Page): Promise<void> {
  // As long as the editor's old text counts, with its several operations, the button asks which to run.
  await page.locator('.graphiql-execute-button:not([aria-haspopup])').waitFor();
  await page.getByRole('button', { name: /^Prettify query/ }).click();
  await page.getByRole('button', { name: /^Execute query/ }).click();
}

test('GraphiQL signs in, asks and listens, without anything from outside', async () => {
  await using h = await openHarness();
  const acme = await h.anAccount({ engineers: ['ada'] });
  h.mailbox.ignoreAll();
  await using browser = await openPage(h.app.url);
  const { page } = browser;

  await page.goto(`${h.app.url}/graphql`);
  await page.locator(queryEditor).waitFor();
  expect(await page.title()).toBe('ResolutionFlow');
  await page.getByRole('button', { name: 'Headers', exact: true }).click();
  await waitFor('the headers to begin with', async () =>
    (await read(page, headersEditor)).includes('"Authorization":"Bearer"'),
  );

  await write(
    page,
    queryEditor,
    `mutation { login(input: { email: "${acme.owner.email}", password: "${password}" }) { accessToken } }`,
  );
  await run(page);
  const [, accessToken] = /"accessToken":"([^"]+)"/.exec(await waitForAnswer(page, 'accessToken')) ?? [];

  await write(page, headersEditor, JSON.stringify({ Authorization: `Bearer ${accessToken}` }));
  await write(page, queryEditor, '{ me { name email } }');
  await run(page);
  await waitForAnswer(page, `"email": "${acme.owner.email}"`);

  await write(
    page,
    queryEditor,
    'subscription { escalationEvents { __typename ... on EscalationCreated { handoff { id engineerNotes createdBy { name } } } } }',
  );
  await run(page);
  await waitForAnswer(page, 'StreamReady');
  const { id } = await escalate(h.as(acme.ada), { engineerNotes: 'Silent' });

  const shown = await waitForAnswer(page, id);
  expect(shown).toContain('"engineerNotes":"Silent","createdBy":{"name":"Ada"}');
  await page.screenshot({ path: join(tmpdir(), 'graphiql.png') });
  expect(h.app.live.readerCount).toBe(1);
  await page.getByRole('button', { name: /^Stop/ }).click();
  await waitFor('the reader to be gone', () => h.app.live.readerCount === 0);
  expect(browser.foreignRequests).toEqual([]);
  expect(browser.problems).toEqual([]);
});

test('GraphiQL shows the documentation, and says what is wrong with a query', async () => {
  await using h = await openHarness();
  await using browser = await openPage(h.app.url);
  const { page } = browser;
  await page.goto(`${h.app.url}/graphql`);
  await page.locator(queryEditor).waitFor();

  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  await page.getByText('Query', { exact: true }).first().click();
  await page.getByText('escalationQueue', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Headers', exact: true }).click();
  await write(page, headersEditor, '{}');
  await write(page, queryEditor, '{ me { id } }');
  await run(page);

  await waitForAnswer(page, '"code": "UNAUTHENTICATED"');
  await write(page, queryEditor, 'subscription { escalationEvents { __typename } }');
  await run(page);
  await waitForAnswer(page, 'Sign in first.');
  expect(browser.foreignRequests).toEqual([]);
});

test('closing the page ends its stream', async () => {
  await using h = await openHarness();
  const { owner } = await h.anAccount();
  {
    await using browser = await openPage(h.app.url);
    const { page } = browser;
    await page.goto(`${h.app.url}/graphql`);
    await page.locator(queryEditor).waitFor();
    await page.getByRole('button', { name: 'Headers', exact: true }).click();
    await write(page, headersEditor, JSON.stringify({ Authorization: `Bearer ${owner.token}` }));
    await write(page, queryEditor, 'subscription { escalationCreated { cursor } }');
    await run(page);
    await waitFor('the stream to open', () => h.app.live.readerCount === 1);
  }

  await waitFor('the reader to be gone', () => h.app.live.readerCount === 0);
});
