import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* docs/rules/api.md, R2 and R3: representation, filters, order, pages, errors. */

let app: TestApp;
// biome-ignore lint/suspicious/noExplicitAny: furniture of every shape
let furniture: any;
const list = '/api/openportal-managed-projects/';

before(async () => {
  app = await TestApp.open();
  furniture = await app.createTemplateWithCustomers();
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
});
after(() => app.close());

const identifiers = async (query: string, as?: string): Promise<string[]> => {
  const reply = await app.get(`${list}?${query}`, as === undefined ? {} : { as });
  assert.equal(reply.status, 200, reply.text);
  const found = reply.body.map((row: { identifier: string }) => row.identifier.split('.')[0]);
  assert.equal(reply.headers.get('x-result-count'), String(found.length), query);
  const head = await app.request('HEAD', `${list}?${query}`, as === undefined ? {} : { as });
  assert.deepEqual([head.status, head.text], [200, '']);
  assert.equal(head.headers.get('x-result-count'), String(found.length), query);
  return found;
};

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
  const { body } = await app.get(list);
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
    test(query, async () => assert.deepEqual(await identifiers(query), expected));
  }

  test('project, project_uuid, project_template, project_template_uuid', async () => {
    const { body: alpha } = await app.get(app.getAwardPath('alpha.ukri'));
    const { uuid } = alpha.project_data;
    const template = alpha.project_template_data;
    assert.deepEqual(await identifiers(`project=${encodeURIComponent(alpha.project)}`), ['alpha']);
    assert.deepEqual(await identifiers(`project=http://other.example/api/projects/${uuid}/`), [
      'alpha',
    ]);
    assert.deepEqual(await identifiers(`project_uuid=${uuid.replaceAll('-', '')}`), ['alpha']);
    const three = ['alpha', 'delta', 'epsilon'];
    assert.deepEqual(await identifiers(`project_template=${template.url}`), three);
    assert.deepEqual(await identifiers(`project_template_uuid=${template.uuid}`), three);
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
      const reply = await app.get(`${list}?${query}`);
      assert.equal(reply.status, 400, reply.text);
      assert.ok(Array.isArray(reply.body[field]), reply.text);
      assert.equal((await app.request('HEAD', `${list}?${query}`)).status, 400);
    });
  }
});

describe('order', () => {
  test('ignores an unknown name, and takes a repeated parameter', async () => {
    const identifiers = async (query: string): Promise<string[]> =>
      (await app.get(`${list}?${query}`)).body.map((one: { identifier: string }) => one.identifier);
    assert.deepEqual(await identifiers('o=shoe_size'), await identifiers(''));
    const descending = await identifiers('o=-identifier');
    assert.deepEqual(await identifiers('o=row.details.name&o=-identifier'), descending);
    assert.deepEqual(await identifiers('o=-identifier,created'), descending);
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
    test(order, async () => assert.deepEqual(await identifiers(`o=${order}`), expected));
  }
});

describe('CSV', () => {
  const read = async (query: string, as?: string): Promise<string[][]> => {
    const reply = await app.get(`${list}export/?${query}`, as === undefined ? {} : { as });
    assert.equal(reply.status, 200, reply.text);
    assert.equal(reply.headers.get('content-type'), 'text/csv; charset=utf-8');
    // No cell here has a comma or a line break.
    return reply.text
      .split('\r\n')
      .slice(0, -1)
      .map((line) => line.split(','));
  };

  test('has the filters and the order of the list, on all pages, and a line for each award', async () => {
    const [header = [], ...rows] = await read('state=pending&state=rejected&o=-created');
    const records = rows.map((row) => Object.fromEntries(row.map((cell, n) => [header[n], cell])));
    assert.deepEqual(
      records.map(({ identifier }) => identifier),
      ['delta.ukri', 'gamma.ukri', 'beta.ukri'],
    );
    const { credits, members, call, awarding_portal, waiting_reasons } = records[2] ?? {};
    assert.deepEqual(
      { credits, members, call, awarding_portal, waiting_reasons },
      {
        credits: '500.00',
        members: '1',
        call: 'CALL-1',
        awarding_portal: 'ukri',
        waiting_reasons: 'Every award of this template waits for a reviewer.',
      },
    );
  });

  test('has only what the caller sees, and the separator that was asked for', async () => {
    await app.createPerson('csv-stranger');
    assert.equal((await read('', 'csv-stranger')).length, 1);
    // Reading a body as text drops the byte order mark, so the bytes are compared.
    const reply = await fetch(`${app.url}${list}export/?separator=semicolon&byte_order_mark=true`, {
      headers: { authorization: `Token ${app.people.get('staff')?.token}` },
    });
    const bytes = Buffer.from(await reply.arrayBuffer());
    assert.equal(bytes.toString('latin1', 0, 3), '\xEF\xBB\xBF');
    assert.match(bytes.toString('utf8', 3), /^identifier;destination;name;/);
    assert.equal((await app.get(`${list}export/?state=open`)).status, 400);
  });
});

describe('pages', () => {
  test('Link: first, prev, next, last with absolute URLs that keep every other parameter', async () => {
    const query =
      'page_size=2&state=pending&state=approved&state=rejected&state=canceled&o=identifier';
    const links: string[] = [];
    const seen: string[] = [];
    for (const page of [1, 2, 3]) {
      const reply = await app.get(`${list}?${query}&page=${page}`);
      seen.push(...reply.body.map((row: { identifier: string }) => row.identifier));
      links.push(reply.headers.get('link') ?? '');
      assert.equal(reply.headers.get('x-result-count'), '5');
    }
    assert.equal(new Set(seen).size, 5);
    const rels = links.map((link) => [...link.matchAll(/rel="(\w+)"/g)].map((match) => match[1]));
    assert.deepEqual(rels, [
      ['first', 'next', 'last'],
      ['first', 'prev', 'next', 'last'],
      ['first', 'prev', 'last'],
    ]);
    const next = /<([^>]+)>; rel="next"/.exec(links[0] ?? '')?.[1] as string;
    assert.ok(next.startsWith(app.url));
    const { searchParams } = new URL(next);
    assert.deepEqual(
      [
        searchParams.get('page'),
        searchParams.get('page_size'),
        searchParams.getAll('state').length,
      ],
      ['2', '2', 4],
    );
    assert.equal((await app.get(next)).body.length, 2);
  });

  test('Link: only the relation of a link says "next", whatever the list is filtered by', async () => {
    const reply = await app.get(`${list}?page_size=2&page=1&q=Next&o=next`);
    const link = reply.headers.get('link') ?? '';
    assert.equal(/next/i.test(link.replaceAll('rel="next"', '')), false, link);
    const first = new URL(/<([^>]+)>; rel="first"/.exec(link)?.[1] ?? '');
    assert.deepEqual([first.searchParams.get('q'), first.searchParams.get('o')], ['Next', 'next']);
  });

  test('a page beyond the last is 404, page 1 of nothing is []', async () => {
    const beyond = await app.get(`${list}?page=2`);
    assert.deepEqual([beyond.status, beyond.body], [404, { detail: 'Invalid page.' }]);
    const nothing = await app.get(`${list}?state=draft`);
    assert.deepEqual([nothing.status, nothing.body], [200, []]);
    assert.equal((await app.get(`${list}?state=draft&page=2`)).status, 404);
  });

  test('the pages are the whole list in its order, from whichever end they are counted', async () => {
    for (const order of ['', 'created', '-created', 'details__name,-identifier', '-state']) {
      for (const more of ['', '&state=pending&state=approved', '&query=ukri']) {
        const query = `${more}&o=${order}`;
        const whole = (await app.get(`${list}?page_size=100${query}`)).body;
        for (const size of [1, 2, 3]) {
          const pages = [];
          for (let page = 1; page <= Math.ceil(whole.length / size); page++) {
            const reply = await app.get(`${list}?page_size=${size}&page=${page}${query}`);
            assert.equal(reply.headers.get('x-result-count'), String(whole.length));
            pages.push(...reply.body);
          }
          assert.deepEqual(pages, whole, query);
        }
      }
    }
  });

  test('page_size: more than 300 is 300, nonsense is 10', async () => {
    for (const size of ['1000000000', '301', '-5', '0', 'many', '']) {
      assert.equal((await app.get(`${list}?page_size=${size}`)).body.length, 5, size);
    }
    assert.equal((await app.get(`${list}?page_size=3`)).body.length, 3);
  });
});

describe('addresses and methods', () => {
  test('with or without the last slash, percent-encoded or not, is the same resource', async () => {
    const plain = await app.get(app.getAwardPath('alpha.ukri'));
    for (const path of [
      `${list}alpha.ukri/ukri.brics.isambard-ai`,
      `${list}alpha%2Eukri/ukri%2ebrics%2Eisambard%2Dai/`,
    ]) {
      const reply = await app.get(path);
      assert.deepEqual([reply.status, reply.body], [200, plain.body], path);
    }
    assert.equal((await app.get(list.slice(0, -1))).body.length, 5);
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
      const reply = await app.get(list + path);
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
      for (const path of [list, `${list}?page=x`, app.getAwardPath('nobody.ukri')]) {
        const reply = await app.get(path, { as, headers });
        assert.deepEqual([reply.status, reply.body], [401, { detail: words }]);
        assert.equal(reply.headers.get('www-authenticate'), 'Token');
      }
    }
    const token = app.people.get('staff')?.token;
    const bearer = await app.get(list, {
      as: null,
      headers: { authorization: `Bearer ${token}` },
    });
    assert.equal(bearer.status, 200);
  });
});

describe('who may', () => {
  test('staff everything; support reads everything, changes nothing; others as their roles say', async () => {
    const { provider, customer } = furniture;
    await app.createPerson('support', { is_support: true });
    await app.createPerson('nobody');
    await app.createReviewer('reviewer', furniture);
    for (const [name, where, role] of [
      ['provider-owner', provider, 'CUSTOMER.OWNER'],
      ['provider-manager', provider, 'CUSTOMER.MANAGER'],
      ['customer-owner', customer, 'CUSTOMER.OWNER'],
      ['customer-manager', customer, 'CUSTOMER.MANAGER'],
    ] as const) {
      await app.createPerson(name);
      await app.assignRole(name, where.uuid, role);
    }
    await app.createPerson('both-managers');
    await app.assignRole('both-managers', provider.uuid, 'CUSTOMER.MANAGER');
    await app.assignRole('both-managers', customer.uuid, 'CUSTOMER.MANAGER');
    const elsewhere = await app.create('/api/customers/', { name: 'Elsewhere' });
    await app.createPerson('owner-elsewhere');
    await app.assignRole('owner-elsewhere', elsewhere.uuid, 'CUSTOMER.OWNER');
    await app.createPerson('member');
    const member = app.people.get('member')?.id as number;
    const project = await app.db
      .selectFrom('managed_project')
      .select('project_id')
      .where('identifier', '=', 'alpha.ukri')
      .executeTakeFirstOrThrow();
    await app.db
      .insertInto('project_role')
      .values({
        project_id: project.project_id as number,
        person_id: member,
        role: 'PROJECT.MEMBER',
        created: app.now.toISOString(),
      })
      .execute();

    const all = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'];
    for (const [as, sees, decides] of [
      ['staff', all, true],
      ['support', all, false],
      ['reviewer', all, true],
      ['provider-owner', all, false],
      ['provider-manager', all, false],
      ['customer-owner', all, false],
      ['customer-manager', all, false],
      ['both-managers', all, false],
      ['member', ['alpha'], false],
      ['owner-elsewhere', [], false],
      ['nobody', [], false],
    ] as const) {
      assert.deepEqual(await identifiers('', as), sees, as);
      assert.deepEqual(await identifiers('query=yak', as), sees.length === 5 ? ['beta'] : [], as);
      const seesOne = sees.length > 0;
      const one = app.getAwardPath('alpha.ukri');
      const reply = await app.get(one, { as });
      assert.equal(reply.status, seesOne ? 200 : 404, as);
      if (!seesOne) {
        assert.deepEqual(reply.body, { detail: 'Not found.' });
        assert.equal(reply.headers.get('etag'), null);
      }
      // Approved already: who may decide gets as far as the state.
      const refused = seesOne ? 403 : 404;
      for (const action of ['approve', 'reject', 'reopen']) {
        const { status } = await app.post(`${one}${action}/`, {}, { as });
        assert.equal(status, decides ? 409 : refused, `${as} ${action}`);
      }
      const bad = { project_uuid: '11111111-1111-4111-8111-111111111111' };
      assert.equal((await app.post(`${one}attach/`, bad, { as })).status, decides ? 400 : refused);
      assert.equal((await app.get(`${one}plan/`, { as })).status, decides ? 200 : refused, as);
      const note = await app.post(`${one}add-note/`, { text: as }, { as });
      assert.equal(note.status, as === 'staff' ? 200 : refused, as);
      if (!decides) {
        assert.equal((await app.post(`${one}detach/`, {}, { as })).status, refused);
        assert.equal((await app.request('DELETE', `${one}delete/`, { as })).status, refused);
      }
      const audit = await app.get('/api/openportal-managed-project-audit/?page_size=300', { as });
      const inAudit = new Set(
        audit.body.map((row: { identifier: string }) => row.identifier.split('.')[0]),
      );
      assert.deepEqual(inAudit, new Set(as === 'member' ? [] : sees), as);
    }
  });
});

test('a list has the same JSON as each single award, whatever its details contain', async () => {
  const other = await TestApp.open();
  try {
    const { provider, customer } = await other.createTemplateWithCustomers();
    await other.template(provider, customer, { name: 'second', shortname: 's{year}{count}' });
    const empty = await other.get(list);
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
    const { body, headers } = await other.get(list);
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
