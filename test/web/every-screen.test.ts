import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { BrowserTestApp, findAxeViolations } from '../support/browser-test-app.ts';
import { waitUntil } from '../support/connected-service.ts';
import { projectRoot } from '../support/gatehouse-process.ts';
import { createWebhook } from '../support/webhooks/webhook-test-bed.ts';
import { findManagingAward } from './project-helpers.ts';

/*
 * Every screen opens with its heading and its rows, passes axe and logs no error. Most have slow
 * tests of their own beside this (test/support/runner/file-groups.ts).
 */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
afterEach(() => web.closePages());
after(() => web.close());

/** An address for each path of the router, with a text that the screen shows of the desk's data. */
async function findAddresses(): Promise<Record<string, [address: string, text: string]>> {
  const { app } = web;
  const first = async (list: string) => (await app.get(list)).body[0];
  const award = await findManagingAward(web);
  const { project_data: project } = award;
  const template = await first('/api/openportal-project-template/');
  const customer = await first('/api/customers/');
  const person = await first('/api/users/?username=marek');
  const destination = 'brics.isambard.clusters.one';
  const resource = await app.create('/api/openportal-resources/', { name: 'One', destination });
  const webhook = await createWebhook(app, {
    name: 'Tickets',
    destination_url: 'http://127.0.0.1:1999/hook',
  });
  const view = await app.create('/api/openportal-saved-views/', {
    name: 'Mine',
    query: 'state=approved',
  });
  return {
    '/': ['/', 'Pending'],
    '/awards/$identifier/$destination': [
      `/awards/${award.identifier}/${award.destination}`,
      project.short_name,
    ],
    '/guide': ['/guide', 'Approve'],
    '/overview': ['/overview', 'Pending'],
    '/projects': ['/projects', 'Short name'],
    '/projects/$uuid': [`/projects/${project.uuid}`, project.short_name],
    '/templates': ['/templates', template.name],
    '/templates/$uuid': [`/templates/${template.uuid}`, template.name],
    '/customers': ['/customers', customer.name],
    '/customers/$uuid': [`/customers/${customer.uuid}`, customer.name],
    '/resources': ['/resources', resource.name],
    '/resources/$uuid': [`/resources/${resource.uuid}`, destination],
    '/machines': ['/machines', 'Needs attention'],
    '/people': ['/people', person.full_name],
    '/people/$uuid': [`/people/${person.uuid}`, person.email],
    '/audit': ['/audit', 'proj'],
    '/administration': ['/administration', 'staff Tester'],
    '/webhooks': ['/webhooks', 'Tickets'],
    '/webhooks/$uuid': [`/webhooks/${webhook.uuid}`, 'No messages'],
    '/mail': ['/mail', 'Mail'],
    '/jobs': ['/jobs', 'Jobs'],
    '/bridge': ['/bridge', 'Bridge'],
    '/views/$uuid': [`/views/${view.uuid}`, 'Approved'],
    $: ['/nowhere', 'Page not found'],
  };
}

test('every screen opens, with its heading and data, passes axe, and logs no error', async () => {
  const addresses = await findAddresses();
  const routes = readFileSync(path.join(projectRoot, 'web', 'app', 'screen-routes.tsx'), 'utf8');
  const paths = [...routes.matchAll(/path: '([^']+)'/g)].map(([, one]) => one);
  assert.deepEqual(Object.keys(addresses).toSorted(), paths.toSorted());

  const page = await web.openPage('staff', 'about:blank');
  const findings: string[] = [];
  for (const [address, text] of Object.values(addresses)) {
    await page.goto(address);
    const isShown = async () =>
      (await page.getByRole('heading', { level: 1 }).count()) === 1 &&
      (await page.getByText(text).count()) > 0;
    await waitUntil(isShown).catch(() => assert.fail(`${address}: no heading, or no "${text}"`));
    findings.push(...(await findAxeViolations(page)).map((it) => `${address}: ${it}`));
  }
  assert.deepEqual(findings, []);
  assert.deepEqual(web.consoleErrors, []);
});
