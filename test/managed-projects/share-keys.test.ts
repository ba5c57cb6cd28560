import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { waitUntil } from '../support/connected-service.ts';
import { EqualReadsApp } from './equal-reads-app.ts';

/* Requests that differ in anything that their replies depend on share no read (docs/decisions/0010). */

const path = '/api/openportal-managed-projects/';
const host = 'localhost:8080';
const lastDay = new Date('2026-11-23T23:59:59Z');
const people = ['staff0', 'support', 'reviewer', 'member', 'stranger'];
let service: EqualReadsApp;
let awards: string[];

before(async () => {
  service = await EqualReadsApp.open();
  const { app, customers } = service;
  await app.createPerson('support', { is_support: true });
  await app.createReviewer('reviewer', customers);
  for (const name of ['member', 'stranger']) await app.createPerson(name);
  // Approved, with a project.
  const dates = { start_date: '2026-11-01', end_date: '2026-11-23' };
  app.now = new Date('2026-11-22T12:00:00Z');
  await service.createAward('held.ukri', { template: 'open-call', ...dates });
  app.now = lastDay;
  for (let n = 0; n < 12; n++) await service.createAward(`a${n}.ukri`);
  awards = [app.getAwardPath('held.ukri'), app.getAwardPath('a0.ukri')];
  const [held] = awards as [string];
  const { project } = (await app.get(held)).body;
  const uuidOf = (name: string) => app.people.get(name)?.uuid;
  for (const [action, body] of [
    [`${project}add_user/`, { user: uuidOf('member'), role: 'PROJECT.MEMBER' }],
    [`${held}assign/`, { user_uuid: uuidOf('reviewer') }],
    [`${held}set-legal-hold/`, { reason: 'Case 7.' }],
  ] as const) {
    const reply = await app.post(action, body);
    assert.ok(reply.status < 300, `${action}: ${reply.text}`);
  }
});
after(() => service.close());

interface Variant {
  path: string;
  name: string;
  headers?: Record<string, string>;
}

async function ask({ path, name, headers = {} }: Variant) {
  const reply = await service.askPlain(path, name, headers);
  const { status, text } = reply;
  return [status, reply.headers.get('etag'), reply.headers.get('link'), text];
}

/**
 * Asks for each alone, and then three times for all together, while no read can end: where two share a
 * read, one of them gets what the other asked for. Returns how many different replies there are.
 */
async function assertIndependent(variants: readonly Variant[]): Promise<number> {
  const alone: unknown[][] = [];
  for (const variant of variants) alone.push(await ask(variant));
  const unlock = await service.lockAwards();
  const asked: Promise<unknown[]>[] = [];
  for (let round = 0; round < 3; round++) {
    const expected = service.requests + variants.length;
    for (const variant of variants) asked.push(ask(variant));
    await waitUntil(() => service.requests >= expected);
  }
  await unlock();
  for (const [index, reply] of (await Promise.all(asked)).entries()) {
    const of = index % alone.length;
    assert.deepEqual(reply, alone[of], JSON.stringify(variants[of]));
  }
  return new Set(alone.map((reply) => JSON.stringify(reply))).size;
}

test('pages of awards', async () => {
  const queries = ['page_size=50', 'page_size=1', 'page_size=5', 'page_size=5&page=2'];
  const filters = ['page_size=50&o=-created', 'page_size=50&state=approved'];
  const distinct = await assertIndependent([
    ...[...queries, ...filters].map((query) => ({ path: `${path}?${query}`, name: 'staff0' })),
    { path: `${path}?page_size=50`, name: 'staff0', headers: { host } },
    ...people.slice(1).map((name) => ({ path: `${path}?page_size=50`, name })),
  ]);
  assert.ok(distinct >= 8, `${distinct}`);
});

test('one award, and whether it has changed', async () => {
  const [held, waiting] = awards as [string, string];
  const etags = await Promise.all([held, waiting].map((one) => ask({ path: one, name: 'staff0' })));
  const variants = [
    { path: held, name: 'staff0', headers: { host } },
    { path: waiting, name: 'staff0' },
    ...people.map((name) => ({ path: held, name })),
  ];
  await assertIndependent(variants);
  for (const [, etag] of etags) {
    const headers = { 'if-none-match': String(etag) };
    await assertIndependent(
      variants.map((variant) => ({ ...variant, headers: { ...variant.headers, ...headers } })),
    );
  }
});
