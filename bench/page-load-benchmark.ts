import { performance } from 'node:perf_hooks';
import { BrowserTestApp } from '../test/support/browser-test-app.ts';
import { type Figure, createFigure } from './figures.ts';

const RUN_COUNT = 5;

/**
 * Milliseconds from opening the desk with 50 rows until its first row reacts to a key, with a cold
 * cache and a CPU slowed down four times; compared with a bare picture of the same service.
 */
export async function measurePageLoad(): Promise<Figure[]> {
  const web = await BrowserTestApp.open();
  try {
    const deskMs = await measureMedian(() =>
      measureTimeToInteractive(web, '/?state=all', 'tbody tr'),
    );
    const pictureMs = await measureMedian(() => measureTimeToInteractive(web, '/gate.svg', 'svg'));
    const what = `desk with 50 rows usable, CPU slowed 4 times, median of ${RUN_COUNT}`;
    return [createFigure(what, 'ms', deskMs, { what: 'a bare picture', value: pictureMs }, null)];
  } finally {
    await web.close();
  }
}

async function measureTimeToInteractive(
  web: BrowserTestApp,
  url: string,
  ready: string,
): Promise<number> {
  const page = await web.openPage('rosalind', 'about:blank');
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const start = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator(ready).first().waitFor();
  await page.keyboard.press('j');
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
  );
  const time = performance.now() - start;
  await page.context().close();
  return time;
}

async function measureMedian(measure: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUN_COUNT; run++) times.push(await measure());
  return times.toSorted((one, other) => one - other)[Math.floor(RUN_COUNT / 2)] as number;
}
