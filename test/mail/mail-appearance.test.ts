import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { previewMails } from '../../src/commands/mail-commands.ts';
import { readSettings } from '../../src/config/settings.ts';
import { exampleContents } from '../../src/mail/example-contents.ts';
import { renderMail } from '../../src/mail/render-mail.ts';
import { findAxeViolations, launchBrowser, saveScreenshot } from '../support/browser-test-app.ts';
import { readTestMailConfig } from './mail-test-bed.ts';

/* What mails look like: each file of the preview in a browser, as a mail program shows it. */

let folder: string;
let browser: Browser;
let page: Page;
before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-preview-'));
  await previewMails(readSettings({ GATEHOUSE_SITE_NAME: 'Example site' }), folder);
  browser = await launchBrowser();
  page = await browser.newPage({ deviceScaleFactor: process.env.SCREENSHOTS ? 1 : 0.5 });
  // The mails have no scripts and ask for nothing: a request would fail the test.
  page.on('request', (request) => assert.fail(`A mail asks for ${request.url()}.`));
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

const languages = ['en', 'de'];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [640, 340]) {
    test(`every mail can be read in the colours ${colorScheme}, ${width} px wide`, async () => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      for (const language of languages) {
        const files = readdirSync(path.join(folder, language)).filter((it) => it.endsWith('.html'));
        assert.equal(files.length, exampleContents.length);
        for (const file of files) {
          const name = `mail-${language}-${path.parse(file).name}-${colorScheme}-${width}`;
          await page.setContent(readFileSync(path.join(folder, language, file), 'utf8'));
          assert.equal(await measureOverflow(), 0, `${name} is wider than the window`);
          // The colours are the same at every width.
          if (width === 640) assert.deepEqual(await findAxeViolations(page, 'colours'), [], name);
          await saveScreenshot(page, name);
        }
      }
    });
  }
}

test('a name without spaces makes no mail wider than a phone', async () => {
  const { texts, site } = readTestMailConfig(25);
  const names = ['award', 'name', 'project', 'person', 'scope', 'webhook', 'machine'];
  const name = 'x'.repeat(150);
  const links = { unsubscribeUrl: 'https://desk.site.example/stop', settingsUrl: null };
  await page.setViewportSize({ width: 340, height: 800 });
  for (const { name: example, content } of exampleContents) {
    const facts = Object.fromEntries(
      Object.entries(content.facts).map(([fact, value]) => [
        fact,
        typeof value === 'string' && names.includes(fact) ? name : value,
      ]),
    );
    const items = content.items?.map((item) => ({ ...item, name })) ?? null;
    const long = { ...content, facts, items };
    const reader = { language: 'de', timeZone: null };
    await page.setContent(renderMail(texts, site, long, reader, links).html);
    assert.equal(await measureOverflow(), 0, example);
  }
});

/** How many pixels the page is wider than the window. */
async function measureOverflow(): Promise<number> {
  const root = 'document.documentElement';
  return page.evaluate<number>(`${root}.scrollWidth - ${root}.clientWidth`);
}
