import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { isReviewerSql } from '../../src/access/visibility-sql.ts';
import { createDatabase } from '../../src/database/connection-pool.ts';
import { createServer } from '../../src/server.ts';
import { mayReview } from '../../web/api/permissions.ts';
import { type TestReply, TestApp } from '../support/test-app.ts';
import { type Award, VisibleWorld } from './visibility/visibility-model.ts';

/*
 * Issue 5: no total, filter, page, order, ETag, error or time tells of an award that one may not
 * see. People with random roles, and beside them a model of docs/rules/awards.md, A9.
 * VISIBILITY_SEED repeats a run's choices.
 */
const seed = Number(process.env.VISIBILITY_SEED ?? Date.now() % 1_000_000);
const list = '/api/openportal-managed-projects/';
const audit = '/api/openportal-managed-project-audit/';
const orders = [
  'created',
  '-created',
  'state',
  'identifier',
  'details__name',
  'project_template__name',
  'project__customer__name',
  '-project_template__offering',
];

let app: TestApp;
let world: VisibleWorld;

before(async () => {
  app = await TestApp.open({ tokenRequestsPerMinute: 1_000_000 });
  world = await VisibleWorld.make(app, seed);
});
after(() => app?.close());

/** Each person's whole check, so that a failure says whose. */
async function forEach(check: (name: string) => Promise<void>): Promise<void> {
  for (const name of world.people) {
    try {
      await check(name);
    } catch (error) {
      (error as Error).message = `VISIBILITY_SEED=${seed}, ${name}: ${(error as Error).message}`;
      throw error;
    }
  }
}

/** What one list says in all the ways it can: rows, their count, and the count alone. */
async function listed(path: string, as: string, key: string): Promise<string[]> {
  const all = `${path}${path.includes('?') ? '&' : '?'}page_size=100`;
  const [reply, head] = [await app.get(all, { as }), await app.request('HEAD', all, { as })];
  assert.equal(reply.status, 200, reply.text);
  const found = reply.body.map((row: Record<string, string>) => row[key]);
  assert.equal(reply.headers.get('x-result-count'), String(found.length), path);
  assert.equal(head.headers.get('x-result-count'), String(found.length), path);
  assert.equal(head.headers.get('etag'), reply.headers.get('etag'));
  return found;
}

const sorted = (all: Iterable<string>): string[] => [...all].sort();
const identifiersOf = (awards: readonly Award[]): string[] =>
  sorted(awards.map(({ identifier }) => identifier));

test('the generated data has people who see no, some and all awards', () => {
  const counts = world.people.map((name) => world.awardsOf(name).length);
  assert.ok(counts.includes(0) && counts.includes(world.awards.length), `seed ${seed}: ${counts}`);
  const some = world.people.filter((name) => {
    const count = world.awardsOf(name).length;
    return count > 0 && count < world.awards.length;
  });
  assert.ok(some.length > 3, `seed ${seed}: ${some}`);
  const sorts = new Set(world.awards.map(({ state }) => state));
  assert.equal(sorts.size, 4, `seed ${seed}: ${[...sorts]}`);
});

describe('awards', () => {
  test('rows and counts contain only visible awards', () =>
    forEach(async (name) => {
      const expected = identifiersOf(world.awardsOf(name));
      assert.deepEqual(sorted(await listed(list, name, 'identifier')), expected);
    }));

  test('every filter returns only visible awards', () =>
    forEach(async (name) => {
      const check = async (query: string, matches: (award: Award) => boolean): Promise<void> => {
        const expected = identifiersOf(world.awardsOf(name).filter(matches));
        assert.deepEqual(
          sorted(await listed(`${list}?${query}`, name, 'identifier')),
          expected,
          query,
        );
      };
      for (const state of ['pending', 'approved', 'rejected', 'canceled']) {
        await check(`state=${state}`, (award) => award.state === state);
      }
      for (const template of world.templates) {
        const ofTemplate = (award: Award) => award.template === template;
        await check(`project_template_uuid=${template.uuid}`, ofTemplate);
        await check(`query=${template.name}`, ofTemplate);
      }
      for (const award of world.awards.filter((_, index) => index % 7 === 0)) {
        const same = (other: Award) => other === award;
        await check(`identifier=${award.identifier}`, same);
        await check(`query=${encodeURIComponent(award.name)}`, ({ name: other }) =>
          other.startsWith(award.name),
        );
        if (award.projectUuid === null) continue;
        await check(`project_uuid=${award.projectUuid}`, same);
      }
      await check('hide_embargoed=true', () => true);
    }));

  test('every order returns all visible awards on exact pages', () =>
    forEach(async (name) => {
      const expected = identifiersOf(world.awardsOf(name));
      for (const order of orders) {
        const found = await listed(`${list}?o=${order}`, name, 'identifier');
        assert.deepEqual(sorted(found), expected, order);
      }
      const walked: string[] = [];
      const size = 7;
      const pages = Math.max(1, Math.ceil(expected.length / size));
      for (let page = 1; page <= pages; page++) {
        const reply = await app.get(`${list}?page=${page}&page_size=${size}`, { as: name });
        assert.equal(reply.status, 200);
        walked.push(...reply.body.map(({ identifier }: Award) => identifier));
        const link = reply.headers.get('link') ?? '';
        assert.equal(link.includes('rel="next"'), page < pages, link);
      }
      assert.deepEqual(sorted(walked), expected);
      const beyond = await app.get(`${list}?page=${pages + 1}&page_size=${size}`, { as: name });
      assert.equal(beyond.status, 404);
    }));

  test('an invisible award gets the reply of a missing one', () =>
    forEach(async (name) => {
      const nowhere = app.getAwardPath('nowhere.ukri');
      for (const award of world.awards.filter((_, index) => index % 6 === 0)) {
        const isSeen = world.sees(name, award);
        const { headers } = await app.get(award.path);
        const etag = headers.get('etag') as string;
        for (const [method, more] of [
          ['GET', {}],
          ['HEAD', {}],
          ['GET', { 'if-none-match': etag }],
          ['GET', { 'if-none-match': '*' }],
          ['GET', { 'if-none-match': 'W/"other"' }],
        ] as const) {
          const reply = await app.request(method, award.path, { as: name, headers: more });
          if (isSeen) {
            const knows = 'if-none-match' in more && more['if-none-match'] !== 'W/"other"';
            assert.equal(reply.status, knows ? 304 : 200, award.identifier);
          } else {
            const other = await app.request(method, nowhere, { as: name, headers: more });
            assertSame(reply, other, `${method} ${award.identifier}`);
          }
        }
      }
    }));

  test('a decision about an invisible award gets the reply for a missing one', () =>
    forEach(async (name) => {
      const bodies: Record<string, object> = {
        approve: {},
        reject: {},
        reopen: {},
        attach: { project_uuid: randomUUID() },
        detach: {},
        'add-note': { text: 'seen' },
      };
      for (const award of world.awards.filter((_, index) => index % 8 === 0)) {
        if (world.decides(name, award)) continue;
        for (const [action, body] of Object.entries(bodies)) {
          const options = { as: name, body };
          const reply = await app.request('POST', `${award.path}${action}/`, options);
          if (world.sees(name, award)) {
            assert.equal(reply.status, 403, `${action} ${award.identifier}`);
            continue;
          }
          const nowhere = `${app.getAwardPath('nowhere.ukri')}${action}/`;
          assertSame(reply, await app.request('POST', nowhere, options), action);
          const matched = { ...options, headers: { 'if-match': '*' } };
          const refused = await app.request('POST', `${award.path}${action}/`, matched);
          assertSame(refused, reply, `${action} with If-Match`);
        }
      }
    }));

  test('attaching an invisible project gets the reply for a missing one', () =>
    forEach(async (name) => {
      const award = world.awards.find(
        (one) => one.projectUuid === null && name !== 'staff' && world.decides(name, one),
      );
      if (award === undefined) return;
      const hidden = world.projects.filter(
        (project) =>
          project.customer !== award.template.customer && !world.seesProject(name, project),
      );
      const attach = (uuid: string) =>
        app.post(`${award.path}attach/`, { project_uuid: uuid }, { as: name });
      const none = await attach(randomUUID());
      assert.equal(none.status, 400);
      for (const { uuid } of hidden) assertSame(await attach(uuid), none, uuid);
    }));
});

/** All but what differs between any two replies. */
function assertSame(one: TestReply, other: TestReply, say: string): void {
  const toComparable = ({ status, text, headers }: TestReply) => ({
    status,
    text,
    headers: [...headers].filter(([name]) => name !== 'date'),
  });
  assert.deepEqual(toComparable(one), toComparable(other), say);
}

describe('other resources reveal only visible awards', () => {
  test('the audit: rows, counts, filters, single entries and the export', () =>
    forEach(async (name) => {
      const mine = new Set(identifiersOf(world.auditedAwardsOf(name)));
      const all = await app.db.selectFrom('audit_entry').select(['id', 'identifier']).execute();
      const expected = all.filter(({ identifier }) => mine.has(identifier));
      const reply = await app.get(`${audit}?page_size=1`, { as: name });
      assert.equal(reply.headers.get('x-result-count'), String(expected.length));
      for (const { identifier } of world.awards.filter((_, index) => index % 6 === 0)) {
        const query = `${audit}?managed_project_identifier=${identifier}`;
        const found = await listed(query, name, 'id');
        const own = expected.filter((entry) => entry.identifier === identifier);
        assert.deepEqual(found.map(String).sort(), own.map(({ id }) => String(id)).sort());
        const searched = await listed(`${audit}?q=${identifier}`, name, 'id');
        assert.equal(searched.length, own.length);
      }
      for (const { id, identifier } of all.filter((_, index) => index % 9 === 0)) {
        const one = await app.get(`${audit}${id}/`, { as: name });
        const award = world.awards.find((each) => each.identifier === identifier);
        if (mine.has(identifier)) assert.equal(one.status, 200);
        else if (award && world.sees(name, award)) assert.equal(one.status, 403);
        else assertSame(one, await app.get(`${audit}999999999/`, { as: name }), String(id));
      }
      const { text } = await app.get(`${audit}export/`, { as: name });
      const exported = new Set(text.match(/\bv\d+\.ukri\b/g));
      assert.deepEqual(sorted(exported), sorted(mine));
      for (const award of world.awards) {
        if (!mine.has(award.identifier)) assert.ok(!text.includes(`"${award.name}"`), award.name);
      }
    }));

  test('the overview: states, ages, decisions and credits', () =>
    forEach(async (name) => {
      const awards = world.awardsOf(name);
      const { body } = await app.get('/api/overview/', { as: name });
      for (const state of ['pending', 'approved', 'rejected', 'canceled'] as const) {
        assert.equal(body.states[state], awards.filter((award) => award.state === state).length);
      }
      const sum = (rows: Record<string, number>[], key: string): number =>
        rows.reduce((total, row) => total + (row[key] as number), 0);
      assert.equal(sum(body.pending_by_age, 'count'), body.states.pending);
      const approved = awards.filter(({ state }) => state === 'approved');
      assert.equal(sum(body.credits_by_template, 'awards'), approved.length);
      const names = body.credits_by_template.map(({ template }: { template: string }) => template);
      assert.deepEqual(sorted(names), sorted(new Set(approved.map((one) => one.template.name))));
      const decided = await app.db
        .selectFrom('audit_entry')
        .select('identifier')
        .where('event_type', '=', 'approved')
        .execute();
      const mine = new Set(identifiersOf(world.auditedAwardsOf(name)));
      const expected = decided.filter(({ identifier }) => mine.has(identifier)).length;
      assert.equal(sum(body.decisions_by_week, 'approved'), expected);
    }));

  test('projects, templates, customers and their counts, and people', () =>
    forEach(async (name) => {
      const projects = world.projects.filter((one) => world.seesProject(name, one));
      const uuids = (all: { uuid: string }[]): string[] => sorted(all.map(({ uuid }) => uuid));
      const listOf = async (path: string): Promise<string[]> =>
        sorted(await listed(path, name, 'uuid'));
      assert.deepEqual(await listOf('/api/projects/'), uuids(projects));
      const free = projects.filter(({ isManaged }) => !isManaged);
      assert.deepEqual(await listOf('/api/openportal-unmanaged-projects/'), uuids(free));
      const templates = world.templates.filter((one) => world.seesTemplate(name, one));
      assert.deepEqual(await listOf('/api/openportal-project-template/'), uuids(templates));
      const customers = world.customers.filter((one) => world.seesCustomer(name, one));
      assert.deepEqual(await listOf('/api/customers/'), sorted(customers));
      for (const uuid of world.customers) {
        const { status, body } = await app.get(`/api/customers/${uuid}/`, { as: name });
        assert.equal(status, customers.includes(uuid) ? 200 : 404);
        if (status !== 200) continue;
        const counted = projects.filter(({ customer }) => customer === uuid).length;
        assert.equal(body.projects_count, counted, 'the count of a customer');
      }
      for (const award of world.awardsOf(name).slice(0, 5)) {
        const { body } = await app.get(award.path, { as: name });
        const { customer_data: customerData } = body.project_template_data;
        const counted = projects.filter(({ customer }) => customer === award.template.customer);
        assert.equal(customerData.projects_count, counted.length, 'the count in an award');
      }
      const people = await listed('/api/users/', name, 'username');
      if (!world.readsAll(name)) assert.deepEqual(people, [name]);
    }));
});

test('runs the same statements for invisible and missing awards', async () => {
  const statements: string[] = [];
  const db = createDatabase(app.database.url, { onQuery: ({ sql }) => statements.push(sql) });
  const server = await createServer({
    db,
    clock: () => app.now,
    portal: () => app.portal,
    bridge: null,
    publicUrl: null,
    log: false,
  });
  const run = async (name: string, method: string, url: string): Promise<string[]> => {
    const headers = { authorization: `Token ${app.people.get(name)?.token}` };
    statements.length = 0;
    const post = method === 'POST' ? { payload: { project_uuid: randomUUID(), text: 'x' } } : {};
    const reply = await server.inject({ method: method as 'GET', url, headers, ...post });
    assert.equal(reply.statusCode, 404, `${method} ${url}`);
    return [...statements];
  };
  try {
    await forEach(async (name) => {
      const hidden = world.awards.find((award) => !world.sees(name, award));
      if (hidden === undefined) return;
      const nowhere = app.getAwardPath('nowhere.ukri');
      await run(name, 'GET', nowhere);
      for (const [method, path] of [
        ['GET', ''],
        ['HEAD', ''],
        ['GET', 'plan/'],
        ['POST', 'approve/'],
        ['POST', 'attach/'],
        ['POST', 'add-note/'],
        ['DELETE', 'delete/'],
      ] as const) {
        const there = await run(name, method, `${hidden.path}${path}`);
        assert.deepEqual(there, await run(name, method, `${nowhere}${path}`), `${method} ${path}`);
        assert.ok(there.length > 0);
      }
    });
  } finally {
    await server.close();
    await db.destroy();
  }
});

test('the pages and the service agree on who reviews a template’s awards', async () => {
  const templates = (await app.get('/api/openportal-project-template/?page_size=100')).body;
  // Not every seed makes a reviewer.
  const reviewer = {
    user: app.people.get(world.people[0] as string)?.uuid,
    role: 'CUSTOMER.OWNER',
  };
  for (const customer of [templates[0].provider, templates[0].customer]) {
    const granted = await app.post(`${customer}add_user/`, reviewer);
    assert.equal(granted.status, 201, granted.text);
  }
  let reviewers = 0;
  await forEach(async (name) => {
    const { body: me } = await app.get('/api/users/me/', { as: name });
    const { rows } = await sql<{ uuid: string; is_reviewer: boolean }>`
      select uuid, ${isReviewerSql(app.people.get(name)?.id as number)} as is_reviewer
      from project_template t`.execute(app.db);
    const decided = new Map(rows.map((row) => [row.uuid, row.is_reviewer]));
    for (const template of templates) {
      const expected = me.is_staff || decided.get(template.uuid);
      assert.equal(mayReview(me, { project_template_data: template }), expected, template.name);
      if (decided.get(template.uuid)) reviewers++;
    }
  });
  assert.ok(reviewers > 0, `seed ${seed}: nobody reviews anything`);
});
