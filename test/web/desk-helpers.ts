import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'playwright-core';
import type { BrowserTestApp } from '../support/browser-test-app.ts';
import { waitUntil } from '../support/connected-service.ts';
import { awardDetails } from '../support/test-app.ts';
import { dayFromToday } from './project-helpers.ts';

/* The list of awards as tests read it, and awards for it. */

export const listPath = '/api/openportal-managed-projects/';

export async function openDesk(
  web: BrowserTestApp,
  username = 'rosalind',
  address = '/',
): Promise<Page> {
  const page = await web.openPage(username, address);
  await page.getByText(/^[\d,]+–[\d,]+ of [\d,]+$/).waitFor();
  return page;
}

/** The names of the awards in the order of the rows. */
export const readNames = (page: Page): Promise<string[]> =>
  rows(page).getByRole('link').allTextContents();

/** Waits until the list has these awards in this order: old rows stay until the new ones arrive. */
export async function waitForNames(page: Page, expected: string[]): Promise<void> {
  await waitUntil(async () => isDeepStrictEqual(await readNames(page), expected)).catch(
    async () => {
      assert.deepEqual(await readNames(page), expected);
    },
  );
}

export const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('link') });
export const row = (page: Page, identifier: string) => rows(page).filter({ hasText: identifier });
export const tab = (page: Page, word: string) => page.getByRole('tab', { name: word });
export const search = (page: Page) => new URL(page.url()).search;

/** The service's own answer to a query: names in order, and the total count. */
export async function fetchList(
  web: BrowserTestApp,
  query: string,
): Promise<{ names: string[]; total: number }> {
  const reply = await web.app.get(`${listPath}?page_size=50&${query}`);
  return {
    names: reply.body.map(
      (award: { identifier: string; details: { name: string | null } }) =>
        award.details.name ?? award.identifier,
    ),
    total: Number(reply.headers.get('x-result-count')),
  };
}

/** Sends a new award of ukri that waits for a reviewer. */
export async function sendAward(
  web: BrowserTestApp,
  identifier: string,
  more: object = {},
): Promise<void> {
  const dates = { start_date: dayFromToday(web, 1), end_date: dayFromToday(web, 90) };
  const details = { ...awardDetails, ...dates, key: 'open-call-key', ...more };
  await web.app.sendInstruction('create_project', details, identifier);
}
