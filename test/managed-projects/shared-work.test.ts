import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { assessCredits } from '../../src/award/assess-credits.ts';
import type { GrantSum } from '../../src/managed-projects/award-context.ts';
import { findViolations } from '../../src/service/integrity-rules.ts';
import { TestApp } from '../support/test-app.ts';
import { AwardCase, createCustomers, type Customers } from './award-case.ts';

/* What reviewers share about an award: assignee, viewers, mentions, questions, and its context. */

let app: TestApp;
let customers: Customers;
before(async () => {
  app = await TestApp.open();
  customers = await createCustomers(app);
  await app.createReviewer('rev-one', customers);
  await app.createReviewer('rev-two', customers);
  await app.createPerson('outsider');
});
after(() => app.close());

const openCase = async (details: object = {}, template: object = {}): Promise<AwardCase> => {
  const award = await AwardCase.open(app, customers, { approval_limit: '0', ...template });
  await award.create(details);
  return award;
};
const uuidOf = (name: string): string => app.people.get(name)?.uuid ?? '';
const templateUuid = (award: AwardCase): string => award.templateUrl.split('/').at(-2) ?? '';

/** The audit's entries of an award that concern somebody, as `action name`. */
async function listConcerned(award: AwardCase): Promise<string[]> {
  const rows = await app.db
    .selectFrom('audit_entry')
    .innerJoin('person', 'person.id', 'audit_entry.concerns_id')
    .select(['action', 'username'])
    .where('identifier', '=', award.identifier)
    .orderBy('audit_entry.id')
    .execute();
  return rows.map(({ action, username }) => `${action} ${username}`);
}

test('a reviewer assigns an award to a colleague, and the audit says whom it concerns', async () => {
  const award = await openCase();
  const assign = (name: string | null, as = 'rev-one') =>
    app.post(`${award.path}assign/`, { user_uuid: name && uuidOf(name) }, { as });
  const before = await award.read();
  assert.deepEqual([before.assignee_uuid, before.assigned_at], [null, null]);
  assert.equal((await assign('rev-two')).status, 200);
  const after = await award.read();
  assert.equal(after.assignee_uuid, uuidOf('rev-two'));
  assert.equal(after.assignee_full_name, 'rev-two Tester');
  assert.ok(after.assigned_at);
  assert.equal(after.waiting_since, before.waiting_since);
  // Nothing changes, so no entry is written.
  assert.equal((await assign('rev-two')).status, 200);
  assert.equal((await assign(null)).status, 200);
  assert.deepEqual((await award.listActions()).slice(-2), ['assigned', 'unassigned']);
  assert.deepEqual(await listConcerned(award), ['assigned rev-two']);
  const refused = await assign('outsider');
  assert.equal(refused.status, 400);
  assert.match(refused.text, /user_uuid.*may decide about the award/);
  assert.equal((await assign('rev-one', 'outsider')).status, 404);
  assert.deepEqual(await award.listNotifications(), []);
});

test('a stale If-Match after an assignment is refused, so nobody decides beside a colleague', async () => {
  const award = await openCase();
  const etag = (await app.get(award.path)).headers.get('etag') ?? '';
  await app.post(`${award.path}assign/`, { user_uuid: uuidOf('rev-two') }, { as: 'rev-two' });
  const headers = { 'if-match': etag };
  const reply = await app.post(`${award.path}approve/`, {}, { as: 'rev-one', headers });
  assert.equal(reply.status, 412);
});

test('plain members of the project do not see who takes care of the award', async () => {
  const award = await openCase({}, { approval_limit: '1000' });
  await app.post(`${award.path}assign/`, { user_uuid: uuidOf('rev-one') });
  const { project } = await award.read();
  await app.createPerson('plain');
  await app.post(`${project}add_user/`, { user: uuidOf('plain'), role: 'PROJECT.MEMBER' });
  const seen = await app.get(award.path, { as: 'plain' });
  assert.equal(seen.status, 200);
  assert.deepEqual([seen.body.assignee_uuid, seen.body.assigned_at], [null, null]);
  const query = `assignee_uuid=${uuidOf('rev-one')}&identifier=${award.identifier}`;
  const list = '/api/openportal-managed-projects/';
  assert.deepEqual((await app.get(`${list}?${query}`, { as: 'plain' })).body, []);
  assert.equal((await app.get(`${list}?${query}`, { as: 'rev-two' })).body.length, 1);
  assert.equal((await app.get(`${award.path}context/`, { as: 'plain' })).status, 403);
});

test('who looks at an award sees who else does, until their pages have been silent', async () => {
  const award = await openCase();
  const look = async (as: string): Promise<string[]> => {
    const reply = await app.post(`${award.path}viewers/`, undefined, { as });
    assert.equal(reply.status, 200, reply.text);
    return reply.body.map(({ full_name: name }: { full_name: string }) => name);
  };
  const etag = (await app.get(award.path)).headers.get('etag');
  assert.deepEqual(await look('rev-one'), []);
  assert.deepEqual(await look('rev-two'), ['rev-one Tester']);
  assert.deepEqual(await look('rev-one'), ['rev-two Tester']);
  assert.equal((await app.get(award.path)).headers.get('etag'), etag);
  app.now = new Date(app.now.getTime() + 60_000);
  assert.deepEqual(await look('rev-one'), []);
});

test('a mention in an internal note names reviewers of the award alone', async () => {
  const award = await openCase();
  const text = 'Dear @rev-two, see @outsider, @nobody and (@rev-one), or mail rev-two@example.org.';
  const reply = await app.post(`${award.path}internal-notes/`, { text }, { as: 'rev-one' });
  assert.equal(reply.status, 201, reply.text);
  assert.deepEqual(
    reply.body.mentions.map(({ username }: { username: string }) => username),
    ['rev-two'],
  );
  assert.deepEqual(await listConcerned(award), ['mentioned rev-two']);
  assert.deepEqual(
    (await app.get(`${award.path}internal-notes/`)).body[0].mentions,
    reply.body.mentions,
  );
  const findMentioning = async (name: string, as: string): Promise<string[]> => {
    const list = `/api/openportal-managed-projects/?mentioned_uuid=${uuidOf(name)}`;
    const { body } = await app.get(list, { as });
    return body.map(({ identifier }: { identifier: string }) => identifier);
  };
  assert.deepEqual(await findMentioning('rev-two', 'rev-two'), [award.identifier]);
  assert.deepEqual(await findMentioning('rev-two', 'staff'), [award.identifier]);
  assert.deepEqual(await findMentioning('rev-two', 'outsider'), []);
  assert.deepEqual(await findMentioning('rev-one', 'rev-one'), []);
});

test('a reviewer asks the awarding portal: a note that it is notified of', async () => {
  const award = await openCase();
  const text = 'Which cluster do you need?';
  const reply = await app.post(`${award.path}ask-portal/`, { text }, { as: 'rev-one' });
  assert.equal(reply.status, 200, reply.text);
  assert.equal(reply.body.details.notes.at(-1).text, text);
  assert.equal(reply.body.state, 'pending');
  assert.deepEqual(await award.listNotifications(), ['award_changed']);
  assert.equal((await award.listActions()).at(-1), 'portal_asked');
});

test('the reviewers of a template are those who may decide, staff apart', async () => {
  const award = await openCase();
  const listNames = async (path: string, as = 'staff') =>
    (await app.get(path, { as })).body.map((one: { username: string; is_staff: boolean }) => [
      one.username,
      one.is_staff,
    ]);
  const expected = [
    ['rev-one', false],
    ['rev-two', false],
    ['staff', true],
  ];
  const path = `/api/openportal-project-template/${templateUuid(award)}/reviewers/`;
  assert.deepEqual(await listNames(path), expected);
  const ofAll = '/api/openportal-managed-projects/reviewers/';
  for (const as of ['staff', 'rev-one']) assert.deepEqual(await listNames(ofAll, as), expected);
  // Somebody who sees no template learns nobody's name.
  assert.deepEqual(await listNames(ofAll, 'outsider'), []);
});

test('the context sums what template, call and portal were granted, and follows every change', async () => {
  const more = { approval_limit: '1000', allocation_units_mapping: { NHR: 2 } };
  const call = { id: 'CALL-7', url: 'https://calls.example/7' };
  const first = await openCase({ allocation: '500 NHR', call }, more);
  const readContext = async () => (await app.get(`${first.path}context/`)).body;
  const granted = async () => withoutUse((await readContext()).granted);
  const start = await granted();
  assert.deepEqual(start.template, { credits: '250.00', awards: 1 });
  assert.deepEqual(start.call, { id: 'CALL-7', credits: '250.00', awards: 1 });
  const second = await openCase({ allocation: '100 NHR', call }, { approval_limit: '1000' });
  const both = await granted();
  assert.deepEqual(both.template, start.template);
  assert.deepEqual(both.call, { id: 'CALL-7', credits: '350.00', awards: 2 });
  assert.equal(Number(both.portal.credits) - Number(start.portal.credits), 100);
  await second.send('remove_project');
  assert.deepEqual((await granted()).call, start.call);
  await first.changeTemplate({ allocation_units_mapping: { NHR: 1 } });
  assert.deepEqual((await granted()).template, { credits: '500.00', awards: 1 });
  // An increase that waits is not granted.
  await first.update({ allocation: '4000 NHR' });
  assert.deepEqual((await granted()).template, { credits: '500.00', awards: 1 });
  await first.decide('approve');
  assert.deepEqual((await granted()).template, { credits: '4000.00', awards: 1 });
  await first.decide('detach');
  assert.deepEqual((await granted()).template, { credits: '0.00', awards: 0 });
});

/** Has the project of an award use credits on a resource, where 3,600 node seconds are one. */
async function useCredits(identifier: string, credits: number): Promise<void> {
  const at = app.now.toISOString();
  await sql`insert into resource (name, destination, seconds_per_credit, created)
    values ('cluster', 'brics.isambard.clusters.cluster', 3600, ${at})
    on conflict do nothing`.execute(app.db);
  await sql`with pair as (
      insert into machine_project (project_id, resource_id, wanted, wanted_reason, wanted_limit,
        wanted_since)
      select project_id, resource.id, 'present', 'running', managed_project.granted_credits * 3600, ${at} from managed_project, resource
      where identifier = ${identifier} returning id)
    insert into usage_collection (machine_project_id, first_day, due_at, used_seconds)
    select id, '2026-11-01', ${at}::timestamptz, ${credits * 3600} from pair`.execute(app.db);
}

/** The sums without what was used, which another test is about. */
function withoutUse(granted: Record<string, GrantSum>) {
  const sums = Object.entries(granted).map(
    ([name, { used_credits, used_seconds, granted_seconds, left_credits, ...sum }]) =>
      [name, sum] as const,
  );
  return Object.fromEntries(sums) as Record<
    'template' | 'portal' | 'call',
    Pick<GrantSum, 'credits' | 'awards'>
  >;
}

test('the context has what template, call and portal have used and have left', async () => {
  const call = { id: 'CALL-8', url: 'https://calls.example/8' };
  const award = await openCase({ allocation: '500 NHR', call }, { approval_limit: '1000' });
  const other = await openCase({ allocation: '100 NHR', call }, { approval_limit: '1000' });
  const granted = async () => (await app.get(`${award.path}context/`)).body.granted;
  const { portal } = await granted();
  await useCredits(award.identifier, 620);
  await useCredits(other.identifier, 30.5);
  const after = await granted();
  assert.deepEqual(after.template, {
    credits: '500.00',
    awards: 1,
    used_credits: '620.00',
    used_seconds: 620 * 3600,
    granted_seconds: 500 * 3600,
    left_credits: '-120.00',
  });
  assert.deepEqual(after.call, {
    id: 'CALL-8',
    credits: '600.00',
    awards: 2,
    used_credits: '650.50',
    used_seconds: 650.5 * 3600,
    granted_seconds: 600 * 3600,
    left_credits: '-50.50',
  });
  assert.equal(Number(after.portal.used_credits) - Number(portal.used_credits), 650.5);
});

test("the context has members' other awards that the reader may see, and the renewed award", async () => {
  const members = { 'Ines@example.ac.uk': 'PI' };
  const old = await openCase({ members, award: { id: 'REF-1' } });
  const renewing = await openCase({ members, renewal: { id: 'REF-1' } });
  const hidden = await AwardCase.open(app, await createCustomersNamed('Elsewhere'), {
    approval_limit: '0',
  });
  await hidden.create({ members });
  const context = async (award: AwardCase, as = 'rev-one') =>
    (await app.get(`${award.path}context/`, { as })).body;
  const names = (awards: { identifier: string }[]) => awards.map(({ identifier }) => identifier);
  const seen = await context(renewing);
  assert.deepEqual(names(seen.awards_of_members), [old.identifier]);
  assert.deepEqual(seen.awards_of_members[0].members, { 'Ines@example.ac.uk': 'PI' });
  assert.deepEqual(names(seen.renews), [old.identifier]);
  assert.deepEqual(names((await context(old)).renewed_by), [renewing.identifier]);
  const all = await context(renewing, 'staff');
  assert.deepEqual(names(all.awards_of_members), [hidden.identifier, old.identifier]);
});

async function createCustomersNamed(name: string): Promise<Customers> {
  const provider = await app.create('/api/customers/', { name: `${name} P` });
  return { provider, customer: await app.create('/api/customers/', { name: `${name} C` }) };
}

test('PostgreSQL computes the same credits as the rule', async () => {
  const mapping = { NHR: '0.25', GPUHR: 3, kb: '1e3' };
  const rules = { approvalLimit: null, maxCreditLimit: null, allocationUnitsMapping: mapping };
  const allocations = [
    '500 NHR',
    '.5 NHR',
    '5. GPUHR',
    '1e3 kb',
    '12.345 tapes',
    '+7 NHR',
    'none',
    null,
  ];
  for (const allocation of allocations) {
    const { rows } = await sql<{ credits: string | null }>`select award_credits(${allocation}::text,
      ${JSON.stringify(mapping)}::jsonb) as credits`.execute(app.db);
    const expected = assessCredits(allocation, rules).credits;
    const found = rows[0]?.credits ?? null;
    assert.equal(
      found === null ? null : Number(found),
      expected === null ? null : Number(expected),
      String(allocation),
    );
  }
});

test('replies are saved for oneself, and shared by staff', async () => {
  const path = '/api/openportal-saved-replies/';
  const save = (body: object, as: string) => app.post(path, body, { as });
  const titles = async (as: string) =>
    (await app.get(path, { as })).body.map(({ title }: { title: string }) => title);
  assert.equal(
    (await save({ title: 'Too short', text: 'It ends too soon.' }, 'rev-one')).status,
    201,
  );
  assert.equal(
    (await save({ title: 'Too short', text: 'It ends in a week.' }, 'rev-one')).status,
    201,
  );
  assert.equal((await save({ title: 'All', text: 'x', is_shared: true }, 'rev-one')).status, 403);
  const shared = await save({ title: 'Budget', text: 'No budget left.', is_shared: true }, 'staff');
  assert.equal(shared.status, 201);
  assert.deepEqual(await titles('rev-one'), ['Budget', 'Too short']);
  assert.deepEqual(await titles('rev-two'), ['Budget']);
  const [, own] = (await app.get(path, { as: 'rev-one' })).body;
  assert.equal(own.text, 'It ends in a week.');
  assert.equal((await app.request('DELETE', `${path}${own.uuid}/`, { as: 'rev-two' })).status, 404);
  assert.equal((await app.request('DELETE', `${path}${own.uuid}/`, { as: 'rev-one' })).status, 204);
  assert.equal(
    (await app.request('DELETE', `${path}${shared.body.uuid}/`, { as: 'rev-one' })).status,
    404,
  );
  assert.deepEqual(await titles('rev-one'), ['Budget']);
});

test('a saved view keeps its address, which colleagues can open', async () => {
  const path = '/api/openportal-saved-views/';
  const view = await app.post(path, { name: 'Large', query: 'o=end_date' }, { as: 'rev-one' });
  assert.equal(view.status, 201, view.text);
  const again = await app.post(path, { name: 'Large', query: 'o=-end_date' }, { as: 'rev-one' });
  assert.equal(again.body.uuid, view.body.uuid);
  const one = `${path}${view.body.uuid}/`;
  assert.deepEqual((await app.get(one, { as: 'rev-two' })).body, {
    uuid: view.body.uuid,
    name: 'Large',
    query: 'o=-end_date',
    is_own: false,
  });
  assert.deepEqual((await app.get(path, { as: 'rev-two' })).body, []);
  assert.equal((await app.request('DELETE', one, { as: 'rev-two' })).status, 404);
  assert.equal((await app.request('DELETE', one, { as: 'rev-one' })).status, 204);
  assert.equal((await app.get(one, { as: 'rev-one' })).status, 404);
  assert.equal((await app.post(path, { name: '  ', query: '' }, { as: 'rev-one' })).status, 400);
});

test('the audit has each version of an award that was assigned or put under legal hold', async () => {
  const award = await openCase();
  const post = (action: string, body: object, as?: string) =>
    app.post(`${award.path}${action}/`, body, as === undefined ? {} : { as });
  for (const [action, body] of [
    ['assign', { user_uuid: uuidOf('rev-one') }],
    ['set-legal-hold', { reason: 'Case 7.' }],
    ['lift-legal-hold', { reason: 'Closed.' }],
    ['assign', { user_uuid: null }],
    ['approve', {}],
    ['assign', { user_uuid: uuidOf('rev-two') }],
  ] as const) {
    const { status, text } = await post(action, body);
    assert.equal(status, 200, `${action}: ${text}`);
    const violations = await findViolations(app.db);
    assert.deepEqual(
      violations.filter((violation) => violation.includes(award.identifier)),
      [],
      action,
    );
  }
});
