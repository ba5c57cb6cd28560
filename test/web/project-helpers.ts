import type { BrowserTestApp } from '../support/browser-test-app.ts';

/** The day that is `days` days from today, as YYYY-MM-DD. */
export const dayFromToday = (web: BrowserTestApp, days: number): string =>
  new Date(web.app.now.getTime() + days * 86_400_000).toISOString().slice(0, 10);

/** A customer for one test, so that tests do not affect each other. */
export const createCustomer = (
  web: BrowserTestApp,
  name: string,
): Promise<{ uuid: string; url: string }> => web.app.create('/api/customers/', { name });

interface CreatedProject {
  uuid: string;
  url: string;
  name: string;
}

export const createProject = (
  web: BrowserTestApp,
  owner: { url: string },
  name: string,
  more: object = {},
): Promise<CreatedProject> =>
  web.app.create('/api/projects/', { name, customer: owner.url, ...more });

/** An approved award of the demo data that has a project. */
export async function findManagingAward(web: BrowserTestApp) {
  const { body } = await web.app.get('/api/openportal-managed-projects/?state=approved&o=created');
  const award = body.find((one: { project: string }) => one.project !== '');
  return award as {
    identifier: string;
    destination: string;
    project: string;
    project_data: { uuid: string; name: string; short_name: string; credits: string };
  };
}
