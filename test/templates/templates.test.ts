import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { BadInput } from '../../src/award/bad-input.ts';
import { parseTemplateBody } from '../../src/templates/parse-template-body.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* docs/rules/api.md, R5.2: /api/openportal-project-template/. */

let app: TestApp;
const list = '/api/openportal-project-template/';
before(async () => {
  app = await TestApp.open();
});
beforeEach(() => app.reset());
after(() => app.close());

test('returns every field with provider and customer, and never the key', async () => {
  const { provider, customer, template } = await app.createTemplateWithCustomers({
    key: 'secret-key',
  });
  assert.deepEqual(Object.keys(template), [
    'url',
    'uuid',
    'name',
    'offering',
    'provider',
    'provider_data',
    'portal',
    'key',
    'customer',
    'customer_data',
    'shortname',
    'offerings',
    'offerings_data',
    'approval_limit',
    'max_credit_limit',
    'allocation_units_mapping',
    'role_mapping',
    'role_mapping_data',
  ]);
  assert.deepEqual(template.provider_data, (await app.get(provider.url)).body);
  assert.deepEqual(template.customer_data, (await app.get(customer.url)).body);
  assert.deepEqual([template.key, template.approval_limit], ['********', '1000.00']);
  assert.deepEqual(template.role_mapping_data.PI.name, 'PROJECT.ADMIN');
  const rows = await app.db.selectFrom('project_template').selectAll().execute();
  assert.doesNotMatch(JSON.stringify(rows), /secret-key/);
});

test('keeps the key for "********", clears it for null and sets any other', async () => {
  const { template } = await app.createTemplateWithCustomers({ key: 'first' });
  const accepts = async (key: string | undefined, id: string) =>
    (await app.sendInstruction('create_project', { ...awardDetails, name: id, key }, `${id}.ukri`))
      .state;
  await app.request('PUT', template.url, { body: template });
  assert.equal(await accepts('first', 'a'), 'Complete');
  await app.patch(template.url, { key: 'second' });
  assert.deepEqual(
    [await accepts('first', 'b'), await accepts('second', 'c')],
    ['Error', 'Complete'],
  );
  const { body } = await app.patch(template.url, { key: null });
  assert.equal(body.key, null);
  assert.equal(await accepts(undefined, 'd'), 'Complete');
});

test('accepts what a client has read, and takes null for no limit', async () => {
  const { template } = await app.createTemplateWithCustomers({
    approval_limit: null,
    max_credit_limit: 12.5,
  });
  assert.deepEqual([template.approval_limit, template.max_credit_limit], [null, '12.50']);
  const reply = await app.request('PUT', template.url, { body: template });
  assert.deepEqual([reply.status, reply.body], [200, template]);
});

test('lets every award wait without an approval limit, and has no maximum without one', async () => {
  const { provider, customer } = await app.createTemplateWithCustomers();
  const made = await app.create(list, {
    name: 'bare',
    offering: 'o',
    portal: 'p',
    shortname: '{count}',
    provider: provider.url,
    customer: `https://other.example/x${new URL(customer.url).pathname}`,
  });
  assert.deepEqual([made.approval_limit, made.max_credit_limit], ['0.00', null]);
  assert.equal(made.customer, customer.url);
});

describe('rejects bad input with 400 and the name of the field, and stores nothing', () => {
  for (const [field, value] of [
    ['name', 'with space'],
    ['name', ''],
    ['name', undefined],
    ['name', 'open-call'],
    ['portal', 'a.b'],
    ['offering', 'a.b'],
    ['offering', 'a b'],
    ['offering', 'gpu,cpu'],
    ['offering', '-gpu'],
    ['offering', 'odd[1]'],
    ['offering', 'g'.repeat(65)],
    ['portal', 'uk,ri'],
    ['portal', 'ukré'],
    ['portal', '-ukri'],
    ['key', 'two  blanks'],
    ['key', 'a\ttab'],
    ['provider', 'http://x/api/projects/1/'],
    ['provider', undefined],
    ['customer', 'http://x/api/customers/11111111-1111-4111-8111-111111111111/'],
    ['customer', 7],
    ['shortname', 'a{year}'],
    ['shortname', 'A{count}'],
    ['approval_limit', -1],
    ['approval_limit', 'lots'],
    ['max_credit_limit', true],
    ['allocation_units_mapping', { NHR: 0 }],
    ['allocation_units_mapping', { NHR: -0.5 }],
    ['allocation_units_mapping', []],
    ['role_mapping', { PI: 'KING' }],
    ['role_mapping', { PI: 'CUSTOMER.OWNER' }],
    ['role_mapping', 'x'],
    ['key', 7],
    ['name', 'a\u0000'],
  ] as const) {
    test(`${field}: ${JSON.stringify(value)}`, async () => {
      const { provider, customer } = await app.createTemplateWithCustomers();
      const body = {
        name: 'other',
        offering: 'isambard-ai',
        portal: 'ukri',
        provider: provider.url,
        customer: customer.url,
        shortname: 'x{count}',
        [field]: value,
      };
      const reply = await app.post(list, body);
      assert.equal(reply.status, 400, reply.text);
      assert.ok(Array.isArray(reply.body[field]), reply.text);
      assert.equal((await app.get(list)).body.length, 1);
    });
  }
});

test('refuses a short name that does not fit into a mapping with our portal', () => {
  const parse = (shortname: string, portal: string) => parseTemplateBody({ shortname }, portal);
  // Five letters count ten million projects.
  assert.deepEqual(parse(`${'a'.repeat(28)}{count}`, 'p'.repeat(30)), {
    shortname: `${'a'.repeat(28)}{count}`,
  });
  assert.throws(
    () => parse(`${'a'.repeat(30)}{count}`, 'p'.repeat(30)),
    (error: unknown) =>
      error instanceof BadInput &&
      error.field === 'shortname' &&
      /have more than 64 characters together/.test(error.message),
  );
});

test('refuses to delete or rename a template that is in use (409)', async () => {
  const { template } = await app.createTemplateWithCustomers();
  await app.sendInstruction('create_project', awardDetails);
  for (const change of [{ name: 'x' }, { offering: 'x' }, { portal: 'x' }]) {
    assert.equal((await app.patch(template.url, change)).status, 409, JSON.stringify(change));
  }
  assert.equal(
    (await app.patch(template.url, { name: 'open-call', shortname: 'z{count}' })).status,
    200,
  );
  assert.equal((await app.request('DELETE', template.url)).status, 409);
  await app.request('DELETE', `${app.getAwardPath()}delete/`);
  assert.equal((await app.patch(template.url, { name: 'x' })).status, 200);
  assert.equal((await app.request('DELETE', `${template.url}delete/`)).status, 204);
  assert.equal((await app.get(template.url)).status, 404);
});

test('filters by name, portal and uuid; staff write, owners and managers of both customers read', async () => {
  const furniture = await app.createTemplateWithCustomers();
  const { provider, customer, template } = furniture;
  await app.template(provider, customer, { name: 'other', portal: 'ehpc', shortname: 'o{count}' });
  const names = async (query: string, as = 'staff') => {
    const { body } = await app.get(`${list}?${query}`, { as });
    return body.map((row: { name: string }) => row.name);
  };
  assert.deepEqual(await names(''), ['open-call', 'other']);
  assert.deepEqual(await names('name=OPEN'), ['open-call']);
  assert.deepEqual(await names('portal=ehpc'), ['other']);
  assert.deepEqual(await names(`uuid=${template.uuid}`), ['open-call']);
  assert.equal((await app.get(`${list}?uuid=x`)).status, 400);
  await app.createPerson('support', { is_support: true });
  await app.createPerson('manager');
  await app.assignRole('manager', provider.uuid, 'CUSTOMER.MANAGER');
  await app.createPerson('nobody');
  for (const [as, sees, writes] of [
    ['support', 2, 403],
    ['manager', 2, 403],
    ['nobody', 0, 404],
  ] as const) {
    assert.equal((await names('', as)).length, sees);
    assert.equal((await app.get(template.url, { as })).status, sees ? 200 : 404);
    assert.equal((await app.patch(template.url, {}, { as })).status, writes);
    assert.equal((await app.request('PUT', template.url, { as, body: template })).status, writes);
    assert.equal((await app.request('DELETE', template.url, { as })).status, writes);
    assert.equal((await app.post(list, template, { as })).status, 403);
  }
});
