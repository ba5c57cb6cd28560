import type { Page } from 'playwright-core';

/**
 * Texts with a time of day or how long ago it was, of which the full time is not on hover, and instants
 * as they are stored.
 */
export const findPlainInstants = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const instant = /\\d{4}, \\d\\d:\\d\\d|\\d{4}-\\d\\d-\\d\\dT\\d\\d:|\\d (minute|hour)s? ago|just now/;
    const main = document.querySelector('main') ?? document.body;
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const { textContent: text, parentElement: parent } = walker.currentNode;
      if (text && instant.test(text) && !parent?.closest('[title]')) found.push(text);
    }
    return found;
  })()`);
