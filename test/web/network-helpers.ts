import type { Page, Route } from 'playwright-core';

/** What a form says when nothing was sent. */
export const offlineText = /You are offline, so nothing was sent/;
/** An open dialog by its title. */
export const dialogNamed = (page: Page, name: string | RegExp) =>
  page.getByRole('dialog', { name });

/** Holds back the next request to this URL. Returns a function that waits for it. */
export async function holdBack(page: Page, url: string): Promise<() => Promise<Route>> {
  const held = Promise.withResolvers<Route>();
  let isHeld = false;
  // Without `times`: a handler that is removed while it holds a request may let others fail.
  await page.route(url, (route) => {
    if (isHeld) return route.fallback();
    isHeld = true;
    held.resolve(route);
  });
  return () => held.promise;
}

/** Holds back requests to this URL. Returns a function that loses those, and holds no others back. */
export async function holdBackAndLose(page: Page, url: string | RegExp): Promise<() => void> {
  const lost = Promise.withResolvers<void>();
  let isHolding = true;
  await page.route(url, async (route) => {
    if (!isHolding) return route.fallback();
    await lost.promise;
    await route.abort();
  });
  return () => {
    isHolding = false;
    lost.resolve();
  };
}

/** Cuts the network for what `act` does. Afterwards the page has fetched again, so nothing is queued. */
export async function whileOffline(page: Page, act: () => Promise<void>): Promise<void> {
  await page.context().setOffline(true);
  await act();
  const fetched = page.waitForResponse((response) => response.url().includes('/api/'));
  await page.context().setOffline(false);
  await fetched;
}

/** Waits until a form says that a request happened although its reply was lost. */
export const happened = (page: Page, sentence: string): Promise<void> =>
  page.getByText(`The reply was lost, but it did happen: ${sentence}`).waitFor();

/** Loses the reply to the next request to this URL; `isDelivered`: the service has got the request. */
export async function loseReply(
  page: Page,
  url: string,
  { method = 'POST', isDelivered = true } = {},
): Promise<void> {
  let isLost = false;
  await page.route(url, async (route) => {
    if (isLost || route.request().method() !== method) return route.fallback();
    isLost = true;
    if (isDelivered) await route.fetch();
    await route.abort();
  });
}
