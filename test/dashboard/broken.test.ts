import type { Page } from 'playwright-core';
import { expect, test } from '../harness/test.ts';
import { findBarriers, openDesk } from './harness.ts';

const trees = /\/assets\/tree-screens-.*\.js$/;
const openTrees = (page: Page) => page.getByRole('link', { name: 'Trees' }).click();

test('a screen that cannot be loaded says so in its place, and comes when one is online again', async () => {
  await using desk = await openDesk();
  const { page, context, problems } = await desk.sit(desk.people.owner);
  await page.getByText('live', { exact: true }).waitFor();

  await context.setOffline(true);
  await openTrees(page);
  await page.getByRole('alert').getByText('Could not be loaded').waitFor();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('alert').getByText('Could not be loaded').waitFor();
  const barriers = await findBarriers(page);
  await page.getByRole('link', { name: 'Escalations', exact: true }).click();
  await page.getByText('All quiet').waitFor();
  await openTrees(page);
  await page.getByRole('alert').waitFor();
  await context.setOffline(false);

  await page.getByRole('heading', { name: 'Trees', level: 1 }).waitFor();
  expect(barriers).toEqual([]);
  problems.length = 0;
});

test('a page of an older build reloads itself once when a part of it is gone', async () => {
  await using desk = await openDesk();
  const { page, context, problems } = await desk.sit(desk.people.owner);
  await page.getByText('live', { exact: true }).waitFor();
  let loads = 0;
  page.on('load', () => void loads++);
  await context.route(trees, route => route.fulfill({ status: 404 }));
  await context.route(`${desk.h.app.url}/`, route => route.fulfill({ body: 'another build' }));

  await openTrees(page);
  await page.waitForEvent('load');
  await page.getByRole('alert').getByText('Could not be loaded').waitFor();
  await page.waitForTimeout(500);
  const loadsBySelf = loads;
  await context.unroute(trees);
  await page.getByRole('button', { name: 'Try again' }).click();

  await page.getByRole('heading', { name: 'Trees', level: 1 }).waitFor();
  expect(loadsBySelf).toBe(1);
  problems.length = 0;
});

test('a screen that cannot be shown leaves the rest of the page as it is', async () => {
  await using desk = await openDesk();
  const { page, context, problems } = await desk.sit(desk.people.owner);
  await page.getByText('live', { exact: true }).waitFor();
  await context.route('**/graphql', route => route.fulfill({ json: { data: { trees: {} } } }));

  await openTrees(page);
  await page.getByRole('alert').getByText('Something is broken here').waitFor();
  await context.unroute('**/graphql');
  await page.getByRole('button', { name: 'Try again' }).click();

  await page.getByRole('heading', { name: 'Trees', level: 1 }).waitFor();
  problems.length = 0;
});
