import type { Page } from 'playwright-core';
import type { BrowserTestApp } from '../support/browser-test-app.ts';

const msPerDay = 86_400_000;

/** A day so many days from now, as YYYY-MM-DD. */
export const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * msPerDay).toISOString().slice(0, 10);

/** What the awarding portal asks for, unless a test says otherwise: it waits for a reviewer. */
export const buildAwardRequest = (more: object = {}) => ({
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

/** An award of ukri on isambard-ai arrives, which rosalind, marek and staff may decide about. */
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
  if (!/waiting|linked/.test(JSON.stringify(answer))) throw new Error(JSON.stringify(answer));
}

/** The awarding portal changes its award. */
export const sendAwardUpdate = (
  web: BrowserTestApp,
  identifier: string,
  details: object,
): Promise<unknown> => web.app.sendInstruction('update_project', details, identifier);

/** Where an award of ukri on isambard-ai is in the pages. */
export const awardPagePath = (identifier: string): string =>
  `/awards/${identifier}/ukri.brics.isambard-ai`;

/** A section of the award's page by its heading. */
export const findSection = (page: Page, name: string) =>
  page.getByRole('region', { name, exact: true });
