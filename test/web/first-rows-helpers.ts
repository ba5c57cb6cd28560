import type { Page } from 'playwright-core';
import type { BrowserTestApp } from '../support/browser-test-app.ts';

/** The rows of the first reply, which the scripts take away. */
export const firstRows = (page: Page) => page.locator('#outline table.awards tbody tr');

/** Opens a page, the desk by default; its scripts do not arrive before `release` is called. */
export async function openWithoutScripts(web: BrowserTestApp, username: string, url = '/') {
  const page = await web.openPage(username, 'about:blank');
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/assets/*.js', async (route) => {
    await released;
    await route.continue();
  });
  if (new URL(url, web.app.url).pathname === '/') await gotoFirstRows(page, url);
  else await page.goto(url, { waitUntil: 'commit' });
  return { page, release };
}

/** On a loaded machine the document may not wait for its rows: then again. */
export async function gotoFirstRows(page: Page, url: string): Promise<void> {
  for (let tries = 0; tries < 10; tries++) {
    await page.goto(url, { waitUntil: 'commit' });
    await page.locator('#root').waitFor({ state: 'attached' });
    if ((await firstRows(page).count()) > 0) break;
  }
  await firstRows(page).first().waitFor();
}

/** Counts the documents that a page asks for from now on. */
export function watchDocuments(page: Page): () => number {
  let count = 0;
  page.on('request', (request) => {
    if (request.isNavigationRequest()) count++;
  });
  return () => count;
}
