import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { recordSettingChanges } from '../../src/admin-audit/record-setting-changes.ts';
import { describeProviders, type OpenIdProviderConfig } from '../../src/sign-on/provider-config.ts';
import { type TestReply, TestApp } from '../support/test-app.ts';

/* Issue 5, 6: who changed what of the desk itself, when, from where, before and after. */

let app: TestApp;
before(async () => {
  app = await TestApp.open();
  await app.createPerson('ordinary');
  await app.createPerson('help', { is_support: true });
});
after(() => app.close());

const list = '/api/administrative-audit/';

/** The entries that this makes, oldest first. */
async function entriesOf(work: () => Promise<unknown>) {
  const last = await app.db
    .selectFrom('administrative_entry')
    .select((eb) => eb.fn.max('id').as('id'))
    .executeTakeFirst();
  await work();
  const rows = (await app.get(`${list}?page_size=100`)).body as Record<string, unknown>[];
  return rows.filter((row) => Number(row.id) > Number(last?.id ?? 0)).toReversed();
}

async function only(work: () => Promise<TestReply>, status: number) {
  let reply: TestReply | undefined;
  const entries = await entriesOf(async () => {
    reply = await work();
  });
  assert.equal(reply?.status, status, reply?.text);
  assert.equal(entries.length, 1);
  const { action, subject_name, before: was, after: is } = entries[0] as Record<string, unknown>;
  return { action, subject_name, before: was, after: is, body: reply?.body };
}

describe('each change has one entry with its values', () => {
  test('people: created and changed, of a password only that it changed', async () => {
    const made = await only(
      () =>
        app.post('/api/users/', {
          username: 'ada',
          full_name: 'Ada King',
          password: 'correct horse battery staple',
        }),
      201,
    );
    assert.deepEqual(
      [made.action, made.subject_name, made.before],
      ['person.created', 'ada', null],
    );
    assert.deepEqual(made.after, {
      username: 'ada',
      first_name: 'Ada',
      last_name: 'King',
      email: '',
      is_staff: false,
      is_support: false,
      is_active: true,
      is_service_account: false,
      password: 'set',
    });
    const path = `/api/users/${made.body.uuid}/`;
    const changed = await only(
      () => app.patch(path, { is_support: true, password: 'another long password', email: '' }),
      200,
    );
    assert.deepEqual(
      [changed.action, changed.before, changed.after],
      [
        'person.changed',
        { is_support: false, password: null },
        { is_support: true, password: 'changed' },
      ],
    );
    const nothing = await entriesOf(() => app.patch(path, { is_support: true }));
    assert.deepEqual(nothing, [], 'nothing changed');
  });

  test('roles: granted and revoked, of whom and where', async () => {
    const customer = await app.create('/api/customers/', { name: 'Physics' });
    const role = { user: app.people.get('ordinary')?.uuid, role: 'CUSTOMER.OWNER' };
    const path = `/api/customers/${customer.uuid}/`;
    const granted = await only(() => app.post(`${path}add_user/`, role), 201);
    const values = {
      role: 'CUSTOMER.OWNER',
      customer: 'Physics',
      customer_uuid: customer.uuid,
    };
    assert.deepEqual(
      [granted.action, granted.subject_name, granted.before, granted.after],
      ['role.given', 'ordinary', null, values],
    );
    assert.deepEqual(await entriesOf(() => app.post(`${path}add_user/`, role)), []);
    assert.equal((await app.get(path, { as: 'ordinary' })).status, 200, 'on the next request');
    const taken = await only(() => app.post(`${path}delete_user/`, role), 200);
    assert.deepEqual([taken.action, taken.before, taken.after], ['role.taken', values, null]);
    assert.equal((await app.get(path, { as: 'ordinary' })).status, 404, 'on the next request');
  });

  test('roles: one entry for each role that ends with its customer', async () => {
    const customer = await app.create('/api/customers/', { name: 'Closed' });
    await app.assignRole('ordinary', customer.uuid, 'CUSTOMER.OWNER');
    await app.assignRole('help', customer.uuid, 'CUSTOMER.MANAGER');
    const entries = await entriesOf(() =>
      app.request('DELETE', `/api/customers/${customer.uuid}/`),
    );
    const values = { customer: 'Closed', customer_uuid: customer.uuid };
    assert.deepEqual(
      entries
        .map(({ action, subject_name, before: was }) => [action, subject_name, was])
        .slice(0, 2),
      [
        ['role.taken', 'help', { role: 'CUSTOMER.MANAGER', ...values }],
        ['role.taken', 'ordinary', { role: 'CUSTOMER.OWNER', ...values }],
      ],
    );
    assert.deepEqual(
      entries.map(({ action }) => action),
      ['role.taken', 'role.taken', 'customer.deleted'],
    );
  });

  test('people: reset links and new passwords, without the secrets', async () => {
    const path = `/api/users/${app.people.get('ordinary')?.uuid}/`;
    const made = await only(() => app.post(`${path}reset-link/`), 201);
    assert.deepEqual(
      [made.action, made.before, made.after],
      ['person.reset_link_made', null, { expires_at: made.body.expires_at }],
    );
    const key = made.body.url.split('#')[1];
    const use = { key, new_password: 'red herons at dawn' };
    const set = await only(() => app.post('/api/reset/', use, { as: null }), 204);
    assert.deepEqual(
      [set.action, set.subject_name, set.before, set.after],
      ['person.password_changed', 'ordinary', { password: null }, { password: 'changed' }],
    );
    const all = await app.get(`${list}?page_size=300`);
    assert.ok(!all.text.includes(key) && !all.text.includes('red herons'));
  });

  test('tokens: created and revoked, without keys', async () => {
    const tokens = `/api/users/${app.people.get('ordinary')?.uuid}/tokens/`;
    const made = await only(
      () => app.post(tokens, { name: 'nightly', scope: 'read', days: null }, { as: 'ordinary' }),
      201,
    );
    assert.deepEqual(
      [made.action, made.subject_name, made.after],
      ['token.created', 'nightly', { owner: 'ordinary', scope: 'read', expires_at: null }],
    );
    const revoked = await only(() => app.request('DELETE', `${tokens}${made.body.uuid}/`), 204);
    assert.deepEqual([revoked.action, revoked.after], ['token.revoked', null]);
    const all = await app.get(`${list}?page_size=300`);
    assert.ok(!all.text.includes(made.body.key));
  });

  test('customers, templates and projects: before and after of what differs', async () => {
    const customer = await only(() => app.post('/api/customers/', { name: 'Chemistry' }), 201);
    assert.equal(customer.action, 'customer.created');
    const path = `/api/customers/${customer.body.uuid}/`;
    const renamed = await only(() => app.patch(path, { name: 'Alchemy' }), 200);
    assert.deepEqual(
      [renamed.action, renamed.before, renamed.after],
      ['customer.changed', { name: 'Chemistry' }, { name: 'Alchemy' }],
    );
    const { template } = await app.createTemplateWithCustomers({ name: 'audited' });
    const templatePath = `/api/openportal-project-template/${template.uuid}/`;
    const limited = await only(
      () => app.patch(templatePath, { approval_limit: '5', key: 'a secret of a template' }),
      200,
    );
    assert.deepEqual(
      [limited.action, limited.before, limited.after],
      [
        'template.changed',
        { has_key: false, approval_limit: '1000.00', key: null },
        { has_key: true, approval_limit: '5.00', key: 'changed' },
      ],
    );
    const gone = await only(() => app.request('DELETE', templatePath), 204);
    assert.deepEqual([gone.action, gone.after], ['template.deleted', null]);
    const project = await only(
      () => app.post('/api/projects/', { name: 'By hand', customer: customer.body.url }),
      201,
    );
    assert.equal(project.action, 'project.created');
    const projectPath = `/api/projects/${project.body.uuid}/`;
    const credited = await only(() => app.patch(projectPath, { credits: '10' }), 200);
    assert.deepEqual([credited.action, credited.before], ['project.changed', { credits: null }]);
    const removed = await only(() => app.request('DELETE', projectPath), 204);
    assert.deepEqual([removed.action, removed.after], ['project.removed', { is_removed: true }]);
    const other = await app.create('/api/customers/', { name: 'Short-lived' });
    const deleted = await only(() => app.request('DELETE', `/api/customers/${other.uuid}/`), 204);
    assert.deepEqual([deleted.action, deleted.after], ['customer.deleted', null]);
    const all = await app.get(`${list}?page_size=300`);
    assert.ok(!all.text.includes('a secret of a template'));
  });

  test('settings: differences to the last start, once, secrets only as set', async () => {
    const line = (value: string) => [
      { variable: 'PORT', value, source: 'environment' as const, meaning: '' },
    ];
    const now = app.now.toISOString();
    await recordSettingChanges(app.db, line('8080'), now);
    const entries = await entriesOf(() =>
      Promise.all([1, 2, 3].map(() => recordSettingChanges(app.db, line('9090'), now))),
    );
    assert.deepEqual(
      entries.map(({ action, via, performed_by_uuid, before: was, after: is }) => [
        action,
        via,
        performed_by_uuid,
        was,
        is,
      ]),
      [['settings.changed', 'start', null, { PORT: '8080' }, { PORT: '9090' }]],
    );
  });

  test('settings: the OpenID providers, also removed ones', async () => {
    const provider: OpenIdProviderConfig = {
      slug: 'university',
      name: 'Example University',
      discovery: 'https://idp.example.ac.uk',
      clientId: 'gatehouse',
      clientSecret: 'a secret of the provider',
      auth: 'basic',
      scope: 'openid',
      claims: { username: 'u', firstName: 'f', lastName: 'l', fullName: 'n', email: 'email' },
      unknownPeople: 'refuse',
      emailsAreVerified: false,
      apiTokenScopes: {},
    };
    const start = (providers: OpenIdProviderConfig[]) =>
      recordSettingChanges(app.db, describeProviders(providers), app.now.toISOString());
    await start([provider]);
    const opened: OpenIdProviderConfig = {
      ...provider,
      unknownPeople: 'admit',
      emailsAreVerified: true,
    };
    const [entry] = await entriesOf(() => start([opened]));
    assert.deepEqual(
      [entry?.action, entry?.before, entry?.after],
      [
        'settings.changed',
        {
          'sign-on university: unknownPeople': 'refuse',
          'sign-on university: emailsAreVerified': 'false',
        },
        {
          'sign-on university: unknownPeople': 'admit',
          'sign-on university: emailsAreVerified': 'true',
        },
      ],
    );
    const [gone] = await entriesOf(() => start([]));
    const was = gone?.before as Record<string, string>;
    assert.equal(was['sign-on university: clientSecret'], '(set)');
    assert.equal(was['sign-on university: claims.email'], 'email');
    assert.ok(Object.values(gone?.after as object).every((value) => value === null));
    assert.deepEqual(await entriesOf(() => start([])), []);
    assert.ok(!(await app.get(`${list}?page_size=300`)).text.includes('a secret of the provider'));
  });

  test('names person, way and client IP', async () => {
    const [entry] = await entriesOf(() => app.create('/api/customers/', { name: 'Whence' }));
    assert.deepEqual(
      [entry?.performed_by_username, entry?.via, entry?.address, entry?.timestamp],
      ['staff', 'token', '127.0.0.1', '2026-11-23T12:00:00.000000Z'],
    );
    assert.equal(entry?.performed_by_uuid, app.people.get('staff')?.uuid);
  });

  test('has no entry for refused changes and no gaps for concurrent ones', async () => {
    const customer = await app.create('/api/customers/', { name: 'Busy' });
    const path = `/api/customers/${customer.uuid}/`;
    const refused = await entriesOf(async () => {
      await app.patch(path, { name: ' ' });
      await app.patch(path, { name: 'x' }, { as: 'ordinary' });
      await app.post('/api/users/', { username: 'staff' });
    });
    assert.deepEqual(refused, []);
    const names = Array.from({ length: 12 }, (_, index) => `Busy ${index}`);
    const entries = await entriesOf(() =>
      Promise.all(names.map((name) => app.patch(path, { name }))),
    );
    assert.equal(entries.length, 12);
    let is: unknown = 'Busy';
    for (const entry of entries) {
      assert.equal((entry.before as { name: string }).name, is);
      is = (entry.after as { name: string }).name;
    }
    assert.equal((await app.get(path)).body.name, is);
  });
});

describe('access to the administrative audit', () => {
  test('others than staff and support are refused list, count and export', async () => {
    for (const [method, path] of [
      ['GET', list],
      ['HEAD', list],
      ['GET', `${list}export/`],
    ] as const) {
      assert.equal((await app.request(method, path, { as: 'ordinary' })).status, 403);
      assert.equal((await app.request(method, path, { as: 'help' })).status, 200);
    }
  });

  test('the database refuses changes of entries', async () => {
    for (const statement of [
      "update administrative_entry set action = 'x'",
      'delete from administrative_entry',
      'truncate administrative_entry',
    ]) {
      await assert.rejects(sql.raw(statement).execute(app.db), /never changed or removed/);
    }
  });

  test('filters, order, pages and counts agree', async () => {
    const count = async (query: string) =>
      Number((await app.request('HEAD', `${list}?${query}`)).headers.get('x-result-count'));
    const all = (await app.get(`${list}?page_size=300`)).body as Record<string, string>[];
    assert.equal(await count(''), all.length);
    assert.deepEqual(
      all.map(({ id }) => Number(id)),
      all.map(({ id }) => Number(id)).toSorted((one, other) => other - one),
    );
    const uuid = app.people.get('ordinary')?.uuid;
    for (const [query, matches] of [
      ['action=role.given', (row) => row.action === 'role.given'],
      ['subject_kind=template', (row) => row.subject_kind === 'template'],
      [`subject_uuid=${uuid}`, (row) => row.subject_uuid === uuid],
      [`performed_by_uuid=${uuid}`, (row) => row.performed_by_uuid === uuid],
      ['query=CHEM', (row) => /chem/i.test(row.subject_name ?? '')],
      ['timestamp_after=2030-01-01', () => false],
    ] as [string, (row: Record<string, string>) => boolean][]) {
      const rows = (await app.get(`${list}?page_size=300&${query}`)).body;
      assert.deepEqual(rows, all.filter(matches), query);
      assert.equal(await count(query), rows.length, query);
    }
    const wrong = await app.get(`${list}?subject_kind=planet`);
    assert.deepEqual([wrong.status, Object.keys(wrong.body)], [400, ['subject_kind']]);
    const csv = await app.get(`${list}export/?action=role.given`);
    assert.match(csv.text, /^timestamp,performed_by,via,address,action,subject,before,after\r\n/);
    assert.equal(csv.text.trim().split('\r\n').length, (await count('action=role.given')) + 1);
  });
});

test('a staff service account cannot remove the last staff person', async () => {
  const one = await TestApp.open();
  try {
    const bot = { username: 'bot', is_service_account: true, is_staff: true };
    const { uuid } = await one.create('/api/users/', bot);
    const { key } = await one.create(`/api/users/${uuid}/tokens/`, { name: 'nightly' });
    const as = { as: null, headers: { authorization: `Token ${key}` } };
    const last = `/api/users/${one.people.get('staff')?.uuid}/`;
    assert.equal((await one.patch(last, { is_staff: false }, as)).status, 409);
    assert.equal((await one.patch(last, { is_active: false }, as)).status, 409);
    assert.equal((await one.get('/api/users/')).status, 200);
  } finally {
    await one.close();
  }
});

test('concurrent requests cannot remove the last staff person', async () => {
  const two = await TestApp.open();
  try {
    await two.createPerson('other', { is_staff: true });
    const take = (whose: string, as: string) =>
      two.patch(`/api/users/${two.people.get(whose)?.uuid}/`, { is_staff: false }, { as });
    const replies = await Promise.all([take('other', 'staff'), take('staff', 'other')]);
    assert.ok(replies.some(({ status }) => status !== 200));
    const left = await two.db
      .selectFrom('person')
      .select('username')
      .where('is_staff', '=', true)
      .where('is_active', '=', true)
      .execute();
    assert.equal(left.length, 1);
  } finally {
    await two.close();
  }
});
