import type { BrowserTestApp } from '../support/browser-test-app.ts';

export const templatesPath = '/api/openportal-project-template/';

async function findCustomerUrl(web: BrowserTestApp, name: string): Promise<string> {
  const { body } = await web.app.get(`/api/customers/?name=${encodeURIComponent(name)}`);
  return body[0].url;
}

/** A template for one test, so that tests do not affect each other. */
export async function createTemplate(
  web: BrowserTestApp,
  name: string,
  more: object = {},
): Promise<{ uuid: string; url: string }> {
  return web.app.create(templatesPath, {
    name,
    offering: 'isambard-ai',
    portal: 'ukri',
    provider: await findCustomerUrl(web, 'Bristol'),
    customer: await findCustomerUrl(web, 'UKRI Access'),
    shortname: `${name.toLowerCase()}-{count}`,
    approval_limit: '500',
    max_credit_limit: '2000',
    allocation_units_mapping: { NHR: 1, GPUHR: 4 },
    role_mapping: { PI: 'PROJECT.ADMIN' },
    ...more,
  });
}

/** A template as it is stored. */
export const fetchTemplate = async (web: BrowserTestApp, uuid: string) =>
  (await web.app.get(`${templatesPath}${uuid}/`)).body;
