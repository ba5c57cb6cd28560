import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { getRole } from '../../src/roles/role-catalog.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* Issue 17, 5 and 6: inviting by email, as far as docs/rules/awards.md lets the caller. */

let app: TestApp;
let project: { url: string; uuid: string };
const list = '/api/user-invitations/';
const role = getRole('PROJECT.MEMBER').uuid;

before(async () => {
  app = await TestApp.open();
});
beforeEach(async () => {
  await app.reset();
  const { customer } = await app.createTemplateWithCustomers();
  project = await app.create('/api/projects/', { name: 'Reefs', customer: customer.url });
  await app.createPerson('lead');
  const user = app.people.get('lead')?.uuid;
  await app.post(`${project.url}add_user/`, { user, role: 'PROJECT.ADMIN' });
});
after(() => app.close());

const invite = (email: string, scope = project.url, as = 'lead') =>
  app.post(list, { email, role, scope }, { as });

async function usersOf(url: string): Promise<string[]> {
  const { body } = await app.get(`${url}list_users/`);
  return body.map(
    (one: Record<string, string>) => `${one.user_username || one.user_email} ${one.state}`,
  );
}

describe('an administrator of a project', () => {
  test('invites by email, reads the invitation and withdraws it', async () => {
    const made = await invite('Eve@example.ac.uk');
    assert.equal(made.status, 201, made.text);
    assert.equal(made.body.email, 'eve@example.ac.uk');
    assert.equal(made.body.state, 'pending');
    assert.equal(made.body.scope_uuid, project.uuid);
    assert.equal(made.body.created_by_username, 'lead');
    const one = await app.get(`${list}${made.body.uuid}/`, { as: 'lead' });
    assert.deepEqual(one.body, made.body);
    const count = await app.request('HEAD', `${list}?scope=${project.url}`, { as: 'lead' });
    assert.equal(count.headers.get('x-result-count'), '1');
    assert.deepEqual((await app.get(`${list}?state=canceled`, { as: 'lead' })).body, []);
    assert.deepEqual(await usersOf(project.url), ['lead member', 'eve@example.ac.uk invited']);
    const canceled = await app.post(`${list}${made.body.uuid}/cancel/`, {}, { as: 'lead' });
    assert.equal(canceled.status, 200, canceled.text);
    assert.equal((await app.get(`${list}${made.body.uuid}/`)).status, 404);
    assert.deepEqual(await usersOf(project.url), ['lead member']);
    const entries = (await app.get('/api/administrative-audit/?query=eve')).body;
    assert.deepEqual(entries.map(({ action }: { action: string }) => action).toSorted(), [
      'role.invitation_withdrawn',
      'role.invited',
    ]);
  });

  test('adds at once who has signed in with the email', async () => {
    await app.create('/api/users/', {
      username: 'eve',
      email: 'eve@example.ac.uk',
      password: 'green cranes at noon',
    });
    const signIn = { username: 'eve', password: 'green cranes at noon' };
    assert.equal((await app.post('/api-auth/password/', signIn, { as: null })).status, 200);
    const made = await invite('eve@example.ac.uk');
    assert.equal(made.body.state, 'accepted', made.text);
    assert.deepEqual(await usersOf(project.url), ['eve member', 'lead member']);
  });

  test('cannot add anybody to a customer; staff add at once who has signed in', async () => {
    const customer = (await app.get(project.url)).body.customer;
    const account = {
      username: 'eve',
      email: 'eve@example.ac.uk',
      password: 'green cranes at noon',
    };
    await app.create('/api/users/', account);
    const { username, password } = account;
    await app.post('/api-auth/password/', { username, password }, { as: null });
    const body = { email: account.email, role: 'CUSTOMER.MANAGER', scope: customer };
    assert.equal((await app.post(list, body, { as: 'lead' })).status, 403);
    const made = await app.post(list, { ...body, expiration_time: '2030-01-01T00:00:00Z' });
    assert.deepEqual([made.status, made.body.state], [201, 'accepted'], made.text);
    assert.equal(made.body.expires, '2030-01-01T00:00:00.000000Z');
    assert.deepEqual(await usersOf(customer), ['eve member']);
    const nowhere = `${app.url}/api/customers/${'1'.repeat(32)}/`;
    const reply = await app.post(list, { ...body, scope: nowhere });
    assert.deepEqual([reply.status, Object.keys(reply.body)], [400, ['scope']]);
  });

  test('gets 409, as no mail is sent yet', async () => {
    const { body } = await invite('eve@example.ac.uk');
    const reply = await app.post(`${list}${body.uuid}/send/`, {}, { as: 'lead' });
    assert.equal(reply.status, 409);
    assert.match(reply.body.detail, /no mail/);
  });

  test('cannot invite to a customer', async () => {
    const customer = (await app.get(project.url)).body.customer;
    const body = { email: 'x@example.ac.uk', role: 'CUSTOMER.OWNER', scope: customer };
    assert.equal((await app.post(list, body, { as: 'lead' })).status, 403);
    assert.equal((await app.post(list, body)).status, 201);
  });
});

describe('a project with an award', () => {
  const start = async (more: object): Promise<string> => {
    await app.sendInstruction('create_project', { ...awardDetails, members: {}, ...more });
    return (await app.get(app.getAwardPath())).body.project;
  };

  test('refuses an email that allowed_domains does not admit', async () => {
    const url = await start({ allowed_domains: ['example.ac.uk'] });
    assert.equal((await invite('x@elsewhere.org', url, 'staff')).status, 409);
    assert.equal((await invite('x@example.ac.uk', url, 'staff')).status, 201);
  });

  test('refuses invitations where the awarding portal controls the membership', async () => {
    const url = await start({ membership_control: 'locked' });
    assert.equal((await invite('x@example.ac.uk', url, 'staff')).status, 409);
  });
});

test('rejects bad input with the name of the field', async () => {
  for (const [field, body] of [
    ['email', { email: 'nonsense', role, scope: project.url }],
    ['role', { email: 'x@example.ac.uk', role: 'KING', scope: project.url }],
    ['role', { email: 'x@example.ac.uk', role: 'CUSTOMER.OWNER', scope: project.url }],
    ['scope', { email: 'x@example.ac.uk', role, scope: 'http://x/api/users/' }],
  ] as const) {
    const reply = await app.post(list, body);
    assert.deepEqual([reply.status, Object.keys(reply.body)], [400, [field]], reply.text);
  }
});
