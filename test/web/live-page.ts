import type { Page } from 'playwright-core';

/**
 * Navigates and waits until the page receives events: it has its stream, and the service has begun
 * to look for changes, which it says with `hello`. What changes from then on reaches the page.
 */
export async function navigateLive(page: Page, navigate: () => Promise<unknown>): Promise<void> {
  const connected = page.waitForResponse('**/api/events/');
  await navigate();
  await connected;
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const source = new EventSource('/api/events/');
        source.addEventListener('hello', () => {
          source.close();
          resolve();
        });
      }),
  );
}
