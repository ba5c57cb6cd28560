import assert from 'node:assert/strict';
import { awardDetails, TestApp } from '../support/test-app.ts';

export const awardsPath = '/api/openportal-managed-projects/';

/**
 * A service with five awards: alpha approved, beta and gamma waiting under a second template, delta
 * rejected, epsilon withdrawn. Returns it with the customers and the first template.
 */
export async function openListedAwards() {
  const app = await TestApp.open();
  const furniture = await app.createTemplateWithCustomers();
  await app.template(furniture.provider, furniture.customer, {
    name: 'waiting',
    approval_limit: '0',
    shortname: 'w{year}{count}',
  });
  const arrive = async (identifier: string, more: object) => {
    app.now = new Date(app.now.getTime() + 60_000);
    await app.sendInstruction('create_project', { ...awardDetails, ...more }, identifier);
  };
  await arrive('alpha.ukri', { name: 'Zebra' });
  const call = { id: 'CALL-1' };
  await arrive('beta.ukri', { name: 'Yak 100%', template: 'waiting', call });
  await arrive('gamma.ukri', {
    name: 'Xerus',
    template: 'waiting',
    earliest_approve: '2027-01-01T00:00:00Z',
    end_date: '2027-05-31',
  });
  await arrive('delta.ukri', { name: 'Wolf_1', allocation: '99999 NHR' });
  await arrive('epsilon.ukri', { name: 'Vole' });
  await app.sendInstruction('remove_project', undefined, 'epsilon.ukri');
  return { app, furniture };
}

/** The names of the awards that a query finds; the count and HEAD must agree with them. */
export async function listIdentifiers(app: TestApp, query: string, as?: string): Promise<string[]> {
  const reply = await app.get(`${awardsPath}?${query}`, as === undefined ? {} : { as });
  assert.equal(reply.status, 200, reply.text);
  const found = reply.body.map((row: { identifier: string }) => row.identifier.split('.')[0]);
  assert.equal(reply.headers.get('x-result-count'), String(found.length), query);
  const head = await app.request('HEAD', `${awardsPath}?${query}`, as === undefined ? {} : { as });
  assert.deepEqual([head.status, head.text], [200, '']);
  assert.equal(head.headers.get('x-result-count'), String(found.length), query);
  return found;
}
