import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

/*
 * Takes pictures of mails that `gatehouse mail preview FOLDER` wrote, to look at them:
 *
 *   node bin/run.mjs test/support/mail/take-pictures.ts FOLDER PICTURES [--mail en/invitation]
 *     [--width 640] [--dark] [--browser /usr/bin/chromium]
 *
 * Those of docs/images: `--mail en/invitation` and `--mail de/award_waiting` with `--width 480`,
 * `--mail en/award_approved` with `--width 340 --dark`.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    mail: { type: 'string', multiple: true, default: [] },
    width: { type: 'string', default: '640' },
    dark: { type: 'boolean', default: false },
    browser: { type: 'string', default: '/usr/bin/chromium' },
  },
});
const [folder, pictures] = positionals;
if (folder === undefined || pictures === undefined) throw new Error('Name two folders.');
mkdirSync(pictures, { recursive: true });
const browser = await chromium.launch({ executablePath: values.browser, args: ['--no-sandbox'] });
try {
  const page = await browser.newPage({
    viewport: { width: Number(values.width), height: 400 },
    colorScheme: values.dark ? 'dark' : 'light',
  });
  for (const mail of values.mail) {
    await page.goto(pathToFileURL(path.resolve(folder, `${mail}.html`)).href);
    const isTooWide = await page.evaluate<boolean>(
      'document.documentElement.scrollWidth > document.documentElement.clientWidth',
    );
    if (isTooWide) console.error(`${mail} is wider than ${values.width} pixels.`);
    const name = `mail-${mail.replaceAll(/[/_]/g, '-')}${values.dark ? '-dark' : ''}.png`;
    await page.screenshot({ path: path.join(pictures, name), fullPage: true });
    console.log(name);
  }
} finally {
  await browser.close();
}
