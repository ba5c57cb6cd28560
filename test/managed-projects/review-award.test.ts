import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* docs/rules/awards.md, A8; docs/rules/api.md, R1. */

let app: TestApp;
before(async () => {
  app = await TestApp.open();
});
beforeEach(() => app.reset());
after(() => app.close());

const arrive = (changes: object = {}, identifier?: string) =>
  app.sendInstruction('create_project', { ...awardDetails, ...changes }, identifier);
const award = async (identifier?: string) => (await app.get(app.getAwardPath(identifier))).body;
const listEvents = async () => {
  const rows = await app.db
    .selectFrom('outbox')
    .select(['event', 'identifier', 'destination'])
    .orderBy('id')
    .execute();
  return rows.map((row) => row.event);
};
const lastEntry = async () => {
  const { body } = await app.get('/api/openportal-managed-project-audit/?o=-id');
  return body[0];
};
const pendingDesk = () => app.createTemplateWithCustomers({ approval_limit: '0' });

describe('approve', () => {
  test('approved, who and when and why; the project is made, members invited; award_accepted', async () => {
    await pendingDesk();
    await arrive();
    const before = await app.countRows('audit_entry');
    app.now = new Date('2026-11-24T08:30:00Z');
    const reply = await app.post(`${app.getAwardPath()}approve/`, { comment: 'Fine work' });
    assert.deepEqual(
      [reply.status, reply.text, reply.headers.get('content-length')],
      [200, '', '0'],
    );
    const awardJson = await award();
    assert.deepEqual(
      [
        awardJson.state,
        awardJson.reviewed_at,
        awardJson.reviewed_by_full_name,
        awardJson.review_comment,
      ],
      ['approved', '2026-11-24T08:30:00.000000Z', 'staff Tester', 'Fine work'],
    );
    assert.equal(awardJson.reviewed_by_uuid, app.people.get('staff')?.uuid);
    assert.equal(awardJson.project_data.credits, '500.00');
    assert.deepEqual(await listEvents(), ['award_accepted']);
    assert.equal(await app.countRows('audit_entry'), before + 1);
    const entry = await lastEntry();
    assert.deepEqual(
      [entry.event_type, entry.action, entry.note, entry.performed_by_full_name],
      ['approved', 'approved', 'Fine work', 'staff Tester'],
    );
  });

  test('credits are set whatever the approval limit', async () => {
    await app.createTemplateWithCustomers({ approval_limit: '1' });
    await arrive({ allocation: '9000 NHR' });
    assert.equal((await app.post(`${app.getAwardPath()}approve/`)).status, 200);
    assert.equal((await award()).project_data.credits, '9000.00');
  });

  test('only pending: 409 naming the rule, nothing changed, nobody told', async () => {
    await app.createTemplateWithCustomers();
    await arrive();
    for (const action of ['approve', 'reject']) {
      const reply = await app.post(`${app.getAwardPath()}${action}/`);
      assert.deepEqual(
        [reply.status, reply.body.detail],
        [409, 'Valid states for operation: pending.'],
      );
    }
    assert.deepEqual(await listEvents(), []);
  });

  test('not before earliest_approve: 403 naming the time', async () => {
    await pendingDesk();
    await arrive({ earliest_approve: '2026-12-01T09:00:00Z' });
    const reply = await app.post(`${app.getAwardPath()}approve/`);
    assert.equal(reply.status, 403);
    assert.match(reply.body.detail, /2026-12-01T09:00:00Z/);
    assert.equal((await award()).state, 'pending');
    assert.equal((await app.post(`${app.getAwardPath()}reject/`)).status, 200);
    await app.post(`${app.getAwardPath()}reopen/`);
    app.now = new Date('2026-12-01T09:00:00Z');
    assert.equal((await app.post(`${app.getAwardPath()}approve/`)).status, 200);
  });

  test('an end date of today or before cannot start a new project: 409', async () => {
    await pendingDesk();
    await arrive({ start_date: null, end_date: '2026-11-23' });
    const reply = await app.post(`${app.getAwardPath()}approve/`);
    assert.equal(reply.status, 409);
    assert.match(reply.body.detail, /2026-11-23/);
    assert.equal(await app.countRows('project'), 0);
  });

  test('a missing body, an empty one and {} are the same', async () => {
    await pendingDesk();
    const bodies: [string | undefined, Record<string, string>][] = [
      [undefined, {}],
      ['', { 'content-type': 'application/json' }],
      ['{}', { 'content-type': 'application/json' }],
      [
        '{"comment": null, "state": "rejected", "unknown": 1}',
        { 'content-type': 'application/json' },
      ],
    ];
    for (const [index, [body, headers]] of bodies.entries()) {
      await arrive({ name: `n${index}` }, `p${index}.ukri`);
      const url = `${app.getAwardPath(`p${index}.ukri`)}approve/`;
      const reply = await app.request('POST', url, { body, headers });
      assert.equal(reply.status, 200, `${body}: ${reply.text}`);
      assert.equal((await award(`p${index}.ukri`)).review_comment, null);
    }
  });

  test('bad input: 400 naming the field, nothing changed', async () => {
    await pendingDesk();
    await arrive();
    for (const [body, field, status] of [
      [{ comment: 7 }, 'comment', 400],
      [{ comment: 'x'.repeat(2001) }, 'comment', 400],
      [{ comment: 'a\u0000b' }, 'comment', 400],
      ['{"comment": "\\ud800"}', 'comment', 400],
      ['{"comment"', 'detail', 400],
      ['[]', 'detail', 400],
    ] as const) {
      const reply = await app.post(`${app.getAwardPath()}approve/`, body);
      assert.equal(reply.status, status, JSON.stringify(body));
      assert.ok(field in reply.body, reply.text);
    }
    const form = await app.request('POST', `${app.getAwardPath()}approve/`, {
      body: 'comment=x',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    assert.equal(form.status, 415);
    const huge = await app.post(`${app.getAwardPath()}approve/`, {
      comment: 'x'.repeat(1_100_000),
    });
    assert.equal(huge.status, 413);
    assert.equal((await award()).state, 'pending');
  });

  test('exactly 2,000 characters are a comment', async () => {
    await pendingDesk();
    await arrive();
    const comment = 'é'.repeat(2000);
    assert.equal((await app.post(`${app.getAwardPath()}approve/`, { comment })).status, 200);
    assert.equal((await award()).review_comment, comment);
  });
});

test('reject: rejected, who and when and why; award_rejected', async () => {
  await pendingDesk();
  await arrive();
  assert.equal((await app.post(`${app.getAwardPath()}reject/`, { comment: 'No' })).status, 200);
  const awardJson = await award();
  assert.deepEqual([awardJson.state, awardJson.review_comment], ['rejected', 'No']);
  assert.deepEqual(await listEvents(), ['award_rejected']);
  assert.equal((await lastEntry()).event_type, 'rejected');
});

test('reopen: rejected or canceled → pending again, the old decision stays in the audit', async () => {
  await pendingDesk();
  await arrive();
  assert.equal((await app.post(`${app.getAwardPath()}reopen/`)).status, 409);
  await app.post(`${app.getAwardPath()}reject/`, { comment: 'No' });
  const reply = await app.post(`${app.getAwardPath()}reopen/`, { comment: 'Sorry' });
  assert.equal(reply.status, 200);
  const awardJson = await award();
  assert.deepEqual(
    [
      awardJson.state,
      awardJson.reviewed_at,
      awardJson.reviewed_by_full_name,
      awardJson.reviewed_by_uuid,
    ],
    ['pending', null, '', '00000000-0000-0000-0000-000000000000'],
  );
  const entry = await lastEntry();
  assert.deepEqual([entry.event_type, entry.action], ['details_updated', 'reopened']);
  const { body } = await app.get('/api/openportal-managed-project-audit/?event_type=rejected');
  assert.equal(body[0].note, 'No');
  assert.deepEqual(await listEvents(), ['award_rejected', 'award_changed']);
  await app.sendInstruction('remove_project');
  assert.equal((await app.post(`${app.getAwardPath()}reopen/`)).status, 200);
});

describe('attach and detach', () => {
  test('attach: linked; project_link in the details points at it; award_changed', async () => {
    const { customer } = await pendingDesk();
    await arrive();
    const project = await app.create('/api/projects/', { name: 'Other', customer: customer.url });
    const bare = project.uuid.replaceAll('-', '');
    const reply = await app.post(`${app.getAwardPath()}attach/`, { project_uuid: bare });
    assert.deepEqual([reply.status, reply.text], [200, '']);
    const awardJson = await award();
    assert.equal(awardJson.project, project.url);
    assert.deepEqual(awardJson.details.project_link, { id: project.uuid, url: project.url });
    assert.equal(awardJson.state, 'pending');
    assert.equal(awardJson.local_identifier, 'a6a.brics');
    assert.deepEqual(await listEvents(), ['award_changed']);
    assert.equal((await lastEntry()).event_type, 'project_attached');
    await app.post(`${app.getAwardPath()}approve/`);
    assert.equal((await award()).project_data.name, 'Deep sea');
    assert.equal(await app.countRows('project'), 1);
  });

  test('the project exists, is not removed, is not managed by another award', async () => {
    const { customer } = await app.createTemplateWithCustomers();
    await arrive();
    await arrive({ allocation: '5000 NHR' }, 'p2.ukri');
    const { project_data: managed } = await award();
    const removed = await app.create('/api/projects/', { name: 'R', customer: customer.url });
    await app.request('DELETE', removed.url);
    const attach = (project_uuid: unknown) =>
      app.post(`${app.getAwardPath('p2.ukri')}attach/`, { project_uuid });
    for (const [uuid, status] of [
      [managed.uuid, 409],
      [removed.uuid, 409],
      ['11111111-1111-4111-8111-111111111111', 400],
      ['nonsense', 400],
      [undefined, 400],
    ] as const) {
      const reply = await attach(uuid);
      assert.equal(reply.status, status, reply.text);
      if (status === 400) assert.ok('project_uuid' in reply.body);
    }
    const free = await app.create('/api/projects/', { name: 'F', customer: customer.url });
    assert.equal((await attach(free.uuid)).status, 200);
    assert.equal((await attach(free.uuid)).status, 409);
  });

  test("it belongs to the template's customer; staff may cross that", async () => {
    const furniture = await pendingDesk();
    await app.createReviewer('rev', furniture);
    await arrive();
    const other = await app.create('/api/customers/', { name: 'Other' });
    const project = await app.create('/api/projects/', { name: 'X', customer: other.url });
    const url = `${app.getAwardPath()}attach/`;
    const refused = await app.post(url, { project_uuid: project.uuid }, { as: 'rev' });
    assert.equal(refused.status, 400);
    const unknown = { project_uuid: '11111111-1111-4111-8111-111111111111' };
    assert.equal((await app.post(url, unknown, { as: 'rev' })).text, refused.text);
    assert.equal((await app.post(url, { project_uuid: project.uuid })).status, 200);
  });

  test('detach: unlinked, project_link cleared, state pending; award_changed', async () => {
    await app.createTemplateWithCustomers();
    assert.equal((await arrive()).state, 'Complete');
    const { project } = await award();
    assert.equal((await app.post(`${app.getAwardPath()}detach/`)).status, 200);
    const awardJson = await award();
    assert.deepEqual(
      [
        awardJson.state,
        awardJson.project,
        awardJson.local_identifier,
        'project_link' in awardJson.details,
      ],
      ['pending', '', null, false],
    );
    assert.deepEqual(awardJson.project_data, {
      url: '',
      uuid: '00000000-0000-0000-0000-000000000000',
      name: '',
    });
    assert.deepEqual(await listEvents(), ['award_changed']);
    assert.equal((await lastEntry()).event_type, 'project_detached');
    assert.equal((await app.get(project)).status, 200);
    assert.equal((await app.post(`${app.getAwardPath()}detach/`)).status, 409);
    const unmanaged = await app.get('/api/openportal-unmanaged-projects/');
    assert.deepEqual(
      unmanaged.body.map((row: { url: string }) => row.url),
      [project],
    );
  });
});

test('add note: appended with author and time; staff only; award_changed', async () => {
  const furniture = await pendingDesk();
  await app.createReviewer('rev', furniture);
  await arrive({ notes: [{ timestamp: '2026-01-01T00:00:00Z', author: 'them', text: 'first' }] });
  const url = `${app.getAwardPath()}add-note/`;
  assert.equal((await app.post(url, { text: 'x' }, { as: 'rev' })).status, 403);
  for (const body of [{}, { text: '' }, { text: 3 }]) {
    const reply = await app.post(url, body);
    assert.equal(reply.status, 400);
    assert.ok('text' in reply.body);
  }
  const reply = await app.post(url, { text: 'second' });
  assert.equal(reply.status, 200);
  assert.deepEqual(reply.body.details.notes.slice(1), [
    { timestamp: '2026-11-23T12:00:00.000Z', author: 'staff Tester', text: 'second' },
  ]);
  assert.equal(reply.headers.get('etag'), (await app.get(app.getAwardPath())).headers.get('etag'));
  assert.deepEqual(await listEvents(), ['award_changed']);
  assert.equal((await lastEntry()).event_type, 'note_added');
  // The awarding portal knows nothing of our note, and must not undo it.
  await arrive({ notes: [{ timestamp: '2026-01-01T00:00:00Z', author: 'them', text: 'first' }] });
  assert.equal((await award()).details.notes.length, 2);
});

test('delete: the record goes; project and audit stay; award_removed', async () => {
  await app.createTemplateWithCustomers();
  await arrive();
  const { project } = await award();
  const reply = await app.request('DELETE', `${app.getAwardPath()}delete/`);
  assert.deepEqual([reply.status, reply.text], [204, '']);
  assert.equal((await app.get(app.getAwardPath())).status, 404);
  assert.equal((await app.get(project)).status, 200);
  const entry = await lastEntry();
  assert.deepEqual([entry.event_type, entry.new_details], ['deleted', null]);
  assert.equal(entry.previous_details.name, 'Deep sea');
  assert.deepEqual(await listEvents(), ['award_removed']);
  assert.equal((await app.request('DELETE', `${app.getAwardPath()}delete/`)).status, 404);
});
