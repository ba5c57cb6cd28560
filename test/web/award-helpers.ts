import type { Page } from 'playwright-core';
import type { BrowserTestApp } from '../support/browser-test-app.ts';

const msPerDay = 86_400_000;

/** The day that is `days` days from today, as YYYY-MM-DD. */
export const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * msPerDay).toISOString().slice(0, 10);

/** The details of a request that waits for a reviewer, with changes by `more`. */
const buildAwardRequest = (more: object = {}) => ({
  name: 'Deep sea',
  template: 'open-call',
  key: 'open-call-key',
  description: 'Currents of the deep sea.',
  members: { 'ada@example.ac.uk': 'PI', 'guest@elsewhere.example': 'Observer' },
  start_date: dayFromNow(-10),
  end_date: dayFromNow(300),
  allocation: '500 NHR',
  ...more,
});

/** Sends an award of ukri for isambard-ai, about which rosalind, marek and staff can decide. */
export async function sendAward(
  web: BrowserTestApp,
  identifier: string,
  more: object = {},
): Promise<void> {
  const answer = await web.app.sendInstruction(
    'create_project',
    buildAwardRequest(more),
    identifier,
  );
  if (!/waiting|linked|left out|award_pending/.test(JSON.stringify(answer)))
    throw new Error(JSON.stringify(answer));
}

/** Sends an update of the awarding portal. */
export const sendAwardUpdate = (
  web: BrowserTestApp,
  identifier: string,
  details: object,
): Promise<unknown> => web.app.sendInstruction('update_project', details, identifier);

/** The path of the page of an award of ukri for isambard-ai. */
export const awardPagePath = (identifier: string): string =>
  `/awards/${identifier}/ukri.brics.isambard-ai`;

/** A section of the award page by its title. */
export const findSection = (page: Page, name: string) =>
  page.getByRole('region', { name, exact: true });

/** Waits until the page has rendered what its event handlers changed. */
export const waitForFrames = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );

/** Waits until transitions have ended, so that a screenshot shows their end. Loaders never end. */
export async function waitForAnimations(page: Page): Promise<void> {
  await waitForFrames(page);
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        (animation) =>
          animation.playState === 'finished' ||
          animation.effect?.getTiming().iterations === Number.POSITIVE_INFINITY,
      ),
  );
}

/** An award as the API returns it. */
export const fetchAward = async (web: BrowserTestApp, identifier: string) =>
  (await web.app.get(web.app.getAwardPath(identifier))).body;

/** The page of an award, once it is loaded. */
export async function openAward(
  web: BrowserTestApp,
  username: string,
  identifier: string,
): Promise<Page> {
  const page = await web.openPage(username, awardPagePath(identifier));
  await findSection(page, 'History').getByRole('listitem').first().waitFor();
  return page;
}

/** The button that opens the dialog of a decision. */
export const findDecisionButton = (page: Page, name: string) =>
  page.getByRole('group', { name: 'Decide' }).getByRole('button', { name, exact: true });
