import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { awardDetails, TestApp } from '../support/test-app.ts';
import { awardsPath, listIdentifiers, openListedAwards } from './listed-awards.ts';

/* docs/rules/api.md, R2 and R3: representation, filters, order, pages, errors. */

let app: TestApp;

before(async () => {
  ({ app } = await openListedAwards());
});
after(() => app.close());

const fields = [
  'state',
  'created',
  'reviewed_at',
  'reviewed_by_full_name',
  'reviewed_by_uuid',
  'review_comment',
  'identifier',
  'destination',
  'details',
  'project',
  'project_data',
  'project_template',
  'project_template_data',
  'local_identifier',
  // Ours.
  'waiting_since',
  'waiting_reasons',
  'in_force_allocation',
  'refused_allocation',
  'message_problem',
  'message_problem_at',
  'user_list_problem',
  'assignee_uuid',
  'assignee_full_name',
  'assigned_at',
  'legal_hold_since',
  'legal_hold_reason',
];

test('all fourteen fields, and ours after them, are always there, in every state, with and without a project', async () => {
  const { body } = await app.get(awardsPath);
  assert.deepEqual(
    new Set(body.map((row: { state: string }) => row.state)),
    new Set(['approved', 'pending', 'rejected', 'canceled']),
  );
  for (const row of body) {
    assert.deepEqual(Object.keys(row), fields);
    const text = [
      'state',
      'created',
      'reviewed_by_full_name',
      'reviewed_by_uuid',
      'identifier',
      'destination',
      'project',
      'project_template',
    ];
    for (const field of text) assert.equal(typeof row[field], 'string', field);
    for (const field of ['url', 'uuid', 'name'])
      assert.equal(typeof row.project_data[field], 'string');
    assert.match(row.created, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    assert.match(row.reviewed_by_uuid, /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
    assert.equal(row.details.key, null);
    for (const field of [
      'name',
      'template',
      'description',
      'members',
      'start_date',
      'end_date',
      'allocation',
      'allowed_domains',
      'notes',
    ]) {
      assert.ok(field in row.details, field);
    }
    assert.equal(row.destination, 'ukri.brics.isambard-ai');
    if (row.project === '') {
      assert.deepEqual(row.project_data, {
        url: '',
        uuid: '00000000-0000-0000-0000-000000000000',
        name: '',
      });
      assert.equal(row.local_identifier, null);
    } else {
      assert.deepEqual(row.project_data, (await app.get(row.project)).body);
      assert.equal(row.local_identifier, `${row.project_data.short_name}.brics`);
    }
    assert.deepEqual(row.project_template_data, (await app.get(row.project_template)).body);
    const one = await app.get(app.getAwardPath(row.identifier));
    assert.deepEqual(one.body, row);
  }
});

describe('filters', () => {
  for (const [query, expected] of [
    ['', ['alpha', 'beta', 'gamma', 'delta', 'epsilon']],
    ['identifier=ALPHA', ['alpha']],
    ['identifier=a.ukr', ['alpha', 'beta', 'gamma', 'delta']],
    ['identifier=%25', []],
    ['identifier=_', []],
    ['local_identifier=A6A.BR', ['alpha']],
    ['state=pending', ['beta', 'gamma']],
    ['state=pending&state=rejected', ['beta', 'gamma', 'delta']],
    ['state=draft', []],
    ['query=yak', ['beta']],
    ['query=100%25', ['beta']],
    ['query=f_1', ['delta']],
    ['query=WAITING', ['beta', 'gamma']],
    ['query=zebra', ['alpha']],
    // One or two letters: what begins with them.
    ['query=al', ['alpha']],
    ['query=YA', ['beta']],
    ['query=Z', ['alpha']],
    ['query=wa', ['beta', 'gamma']],
    ['query=ph', []],
    ['query=%25', []],
    ['query=b_', []],
    ['query=', ['alpha', 'beta', 'gamma', 'delta', 'epsilon']],
    ['query=%27%3B%20drop%20table%20person', []],
    ['hide_embargoed=true', ['alpha', 'beta', 'delta', 'epsilon']],
    ['hide_embargoed=false', ['alpha', 'beta', 'gamma', 'delta', 'epsilon']],
    ['unknown=1&foo[]=2', ['alpha', 'beta', 'gamma', 'delta', 'epsilon']],
    ['state=pending&query=yak&hide_embargoed=1', ['beta']],
    ['project_uuid=11111111-1111-4111-8111-111111111111', []],
    // Ours.
    ['portal=ukri', ['alpha', 'beta', 'gamma', 'delta', 'epsilon']],
    ['portal=ukr', []],
    ['portal=other&portal=ukri&state=rejected', ['delta']],
    ['offering=isambard-ai&state=pending', ['beta', 'gamma']],
    ['offering=dawn', []],
    ['call=CALL-1', ['beta']],
    ['call=CALL', []],
    ['waiting_reason=embargoed', ['gamma']],
    ['waiting_reason=embargoed&waiting_reason=every_award_waits', ['beta', 'gamma']],
    ['waiting_reason=asked_again', []],
    ['assignee_uuid=none&state=pending', ['beta', 'gamma']],
    ['assignee_uuid=11111111-1111-4111-8111-111111111111', []],
    ['member_uuid=11111111-1111-4111-8111-111111111111', []],
    ['mentioned_uuid=11111111-1111-4111-8111-111111111111', []],
    ['requested_credits_min=501', ['delta']],
    ['requested_credits_max=500&state=pending', ['beta', 'gamma']],
    ['requested_credits_min=500&requested_credits_max=500&state=rejected', []],
    ['end_date_before=2027-03-31&state=pending', ['beta']],
    ['end_date_after=2027-04-01&state=pending', ['gamma']],
    ['start_date_after=2026-12-02', []],
    ['start_date_before=2026-12-01&state=rejected', ['delta']],
    ['created_before=2000-01-01', []],
    ['created_after=2000-01-01&query=yak', ['beta']],
    ['waiting_since_after=2000-01-01', ['beta', 'gamma']],
    ['waiting_since_before=2000-01-01', []],
  ] as const) {
    test(query, async () => assert.deepEqual(await listIdentifiers(app, query), expected));
  }

  test('project, project_uuid, project_template, project_template_uuid', async () => {
    const { body: alpha } = await app.get(app.getAwardPath('alpha.ukri'));
    const { uuid } = alpha.project_data;
    const template = alpha.project_template_data;
    assert.deepEqual(await listIdentifiers(app, `project=${encodeURIComponent(alpha.project)}`), [
      'alpha',
    ]);
    assert.deepEqual(
      await listIdentifiers(app, `project=http://other.example/api/projects/${uuid}/`),
      ['alpha'],
    );
    assert.deepEqual(await listIdentifiers(app, `project_uuid=${uuid.replaceAll('-', '')}`), [
      'alpha',
    ]);
    const three = ['alpha', 'delta', 'epsilon'];
    assert.deepEqual(await listIdentifiers(app, `project_template=${template.url}`), three);
    assert.deepEqual(await listIdentifiers(app, `project_template_uuid=${template.uuid}`), three);
  });

  for (const [query, field] of [
    ['state=open', 'state'],
    ['state=pending&state=x', 'state'],
    ['project_uuid=abc', 'project_uuid'],
    ['project=abc', 'project'],
    ['project_template=http://x/api/projects/1/', 'project_template'],
    ['project_template_uuid=1', 'project_template_uuid'],
    ['hide_embargoed=maybe', 'hide_embargoed'],
    ['query=a%00b', 'query'],
    ['identifier=%00', 'identifier'],
    ['page=0', 'page'],
    ['page=-1', 'page'],
    ['page=abc', 'page'],
    ['page=1.5', 'page'],
    ['page=99999999999999999999', 'page'],
    ['identifier=a&identifier=b', 'identifier'],
    ['waiting_reason=boredom', 'waiting_reason'],
    ['assignee_uuid=me', 'assignee_uuid'],
    ['member_uuid=ada', 'member_uuid'],
    ['mentioned_uuid=me', 'mentioned_uuid'],
    ['created_after=yesterday', 'created_after'],
    ['end_date_before=2027-02-30', 'end_date_before'],
    ['requested_credits_min=-1', 'requested_credits_min'],
    ['requested_credits_max=many', 'requested_credits_max'],
    ['portal=%00', 'portal'],
  ] as const) {
    test(`a bad value is 400 with the field's name: ${query}`, async () => {
      const reply = await app.get(`${awardsPath}?${query}`);
      assert.equal(reply.status, 400, reply.text);
      assert.ok(Array.isArray(reply.body[field]), reply.text);
      assert.equal((await app.request('HEAD', `${awardsPath}?${query}`)).status, 400);
    });
  }
});

describe('order', () => {
  test('ignores an unknown name, and takes a repeated parameter', async () => {
    assert.deepEqual(await listIdentifiers(app, 'o=shoe_size'), await listIdentifiers(app, ''));
    const descending = await listIdentifiers(app, 'o=-identifier');
    assert.deepEqual(await listIdentifiers(app, 'o=row.details.name&o=-identifier'), descending);
    assert.deepEqual(await listIdentifiers(app, 'o=-identifier,created'), descending);
  });

  for (const [order, expected] of [
    ['-created', ['epsilon', 'delta', 'gamma', 'beta', 'alpha']],
    ['identifier', ['alpha', 'beta', 'delta', 'epsilon', 'gamma']],
    ['details__name', ['epsilon', 'delta', 'gamma', 'beta', 'alpha']],
    ['state,-identifier', ['alpha', 'epsilon', 'gamma', 'beta', 'delta']],
    ['project_template__name,details__name', ['epsilon', 'delta', 'alpha', 'gamma', 'beta']],
    ['project_template__offering', ['alpha', 'beta', 'delta', 'epsilon', 'gamma']],
    ['project__customer__name,created', ['alpha', 'beta', 'gamma', 'delta', 'epsilon']],
    ['-requested_credits,identifier', ['delta', 'alpha', 'beta', 'epsilon', 'gamma']],
    ['-end_date,-identifier', ['gamma', 'epsilon', 'delta', 'beta', 'alpha']],
    ['start_date,-created', ['epsilon', 'delta', 'gamma', 'beta', 'alpha']],
  ] as const) {
    test(order, async () => assert.deepEqual(await listIdentifiers(app, `o=${order}`), expected));
  }
});

describe('addresses and methods', () => {
  test('with or without the last slash, percent-encoded or not, is the same resource', async () => {
    const plain = await app.get(app.getAwardPath('alpha.ukri'));
    for (const path of [
      `${awardsPath}alpha.ukri/ukri.brics.isambard-ai`,
      `${awardsPath}alpha%2Eukri/ukri%2ebrics%2Eisambard%2Dai/`,
    ]) {
      const reply = await app.get(path);
      assert.deepEqual([reply.status, reply.body], [200, plain.body], path);
    }
    assert.equal((await app.get(awardsPath.slice(0, -1))).body.length, 5);
  });

  for (const path of [
    'alpha.ukri/ukri.brics.other/',
    'nobody.ukri/ukri.brics.isambard-ai/',
    'alpha/ukri/',
    `${'a'.repeat(3000)}.ukri/ukri.brics.isambard-ai/`,
    '..%2f..%2fetc/passwd/',
    'a%00b.ukri/ukri.brics.isambard-ai/',
    '%ff%fe/x/',
    'alpha.ukri/',
  ]) {
    test(`not there: ${path.slice(0, 40)}`, async () => {
      const reply = await app.get(awardsPath + path);
      assert.ok([400, 404].includes(reply.status), `${reply.status} ${reply.text}`);
      assert.equal(typeof reply.body.detail, 'string');
    });
  }

  test('405 with Allow; 401 with WWW-Authenticate, before anything is looked at', async () => {
    const wrong = await app.request('PUT', app.getAwardPath('alpha.ukri'), { body: {} });
    assert.deepEqual([wrong.status, wrong.headers.get('allow')], [405, 'GET, HEAD']);
    const post = await app.request('DELETE', `${app.getAwardPath('alpha.ukri')}approve/`);
    assert.deepEqual([post.status, post.headers.get('allow')], [405, 'POST']);
    for (const [as, headers, words] of [
      [null, {}, 'Authentication credentials were not provided.'],
      [null, { authorization: 'Token wrong' }, 'Invalid token.'],
      [null, { authorization: 'Basic eDp5' }, 'Invalid token.'],
      [null, { authorization: 'Token' }, 'Invalid token.'],
    ] as const) {
      for (const path of [awardsPath, `${awardsPath}?page=x`, app.getAwardPath('nobody.ukri')]) {
        const reply = await app.get(path, { as, headers });
        assert.deepEqual([reply.status, reply.body], [401, { detail: words }]);
        assert.equal(reply.headers.get('www-authenticate'), 'Token');
      }
    }
    const token = app.people.get('staff')?.token;
    const bearer = await app.get(awardsPath, {
      as: null,
      headers: { authorization: `Bearer ${token}` },
    });
    assert.equal(bearer.status, 200);
  });
});

test('a list has the same JSON as each single award, whatever its details contain', async () => {
  const other = await TestApp.open();
  try {
    const { provider, customer } = await other.createTemplateWithCustomers();
    await other.template(provider, customer, { name: 'second', shortname: 's{year}{count}' });
    const empty = await other.get(awardsPath);
    assert.equal(empty.headers.get('content-type'), 'application/json; charset=utf-8');
    assert.deepEqual([empty.text, empty.body], ['[]', []]);
    const odd = {
      description: 'a "quoted" \\ line\nand \u2028, 𝄞 and </script>',
      'details,"': [{ '},{': null }, 1e-7, 12.5, -0, true, '[{}]'],
      nested: { project_template_data: { name: 'none of ours' } },
    };
    await other.sendInstruction('create_project', { ...awardDetails, ...odd }, 'odd.ukri');
    await other.sendInstruction(
      'create_project',
      { ...awardDetails, name: 'B', template: 'second' },
      'b.ukri',
    );
    await other.sendInstruction('create_project', { ...awardDetails, ...odd, name: 'C' }, 'c.ukri');
    const { body, headers } = await other.get(awardsPath);
    assert.equal(headers.get('content-type'), 'application/json; charset=utf-8');
    assert.equal(body.length, 3);
    for (const row of body) {
      assert.deepEqual((await other.get(other.getAwardPath(row.identifier))).body, row);
    }
    const award = (identifier: string) =>
      body.find((row: { identifier: string }) => row.identifier === identifier);
    assert.equal(award('odd.ukri').details.description, odd.description);
    assert.equal(award('b.ukri').project_template_data.name, 'second');
  } finally {
    await other.close();
  }
});
