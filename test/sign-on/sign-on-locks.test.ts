import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { startActor } from '../../src/admin-audit/actor.ts';
import { runInTransaction } from '../../src/database/transaction.ts';
import { lockEmails } from '../../src/people/unique-email.ts';
import { eraseEmail } from '../../src/privacy/erase-email.ts';
import { erasePerson } from '../../src/privacy/erase-person.ts';
import { findOrCreatePerson, linkIdentity } from '../../src/sign-on/person-from-identity.ts';
import type { OpenIdProviderConfig } from '../../src/sign-on/provider-config.ts';
import { TestApp } from '../support/test-app.ts';
import { waitForLockedStatements } from '../support/wait-for-lock.ts';

/* What a sign-on locks and in which order: docs/decisions/0019, Locks. */

let app: TestApp;
before(async () => {
  app = await TestApp.open();
});
after(() => app.close());

const issuer = 'https://login.example.org';
const provider = {
  slug: 'university',
  unknownPeople: 'refuse',
  emailsAreVerified: true,
  claims: {
    ...{ username: 'preferred_username', fullName: 'name', email: 'email' },
    ...{ firstName: 'given_name', lastName: 'family_name' },
  },
} as OpenIdProviderConfig;

/** An account with this email and an identity of the same name. */
async function createLinkedPerson(username: string, email: string) {
  const { uuid } = await app.create('/api/users/', { username, email });
  const { id } = await app.db
    .selectFrom('person')
    .select('id')
    .where('uuid', '=', uuid)
    .executeTakeFirstOrThrow();
  const origin = { now: app.now.toISOString(), actor: startActor };
  await app.db
    .transaction()
    .execute((trx) =>
      linkIdentity(trx, { id, uuid, username }, { issuer, subject: username }, origin),
    );
  return { id, uuid: String(uuid) };
}

/** Signs on as this person, whom the provider says to have this email. */
function signOn(trx: Parameters<typeof findOrCreatePerson>[0], subject: string, email: string) {
  const claims = { preferred_username: subject, email };
  const identity = { issuer, subject, claims, idToken: '', providerSession: null };
  const origin = { now: app.now.toISOString(), clientIp: '192.0.2.7' };
  return findOrCreatePerson(trx, provider, identity, origin);
}

test('rows that refer to the person are added while the person signs on', async () => {
  const { id } = await createLinkedPerson('ada', 'ada@example.org');
  await app.db.transaction().execute(async (trx) => {
    await signOn(trx, 'ada', 'ada@example.org');
    await app.db.transaction().execute(async (other) => {
      await sql`set local lock_timeout = '2s'`.execute(other);
      await sql`insert into saved_view (person_id, name, query, created)
        values (${id}, 'mine', '', now())`.execute(other);
    });
  });
});

test('an erasure by email waits for a sign-on that gives an account the email', async () => {
  await createLinkedPerson('grace', 'grace@example.org');
  const email = 'hopper@example.org';
  const change = { now: app.now, actor: startActor };
  let erasing: Promise<string> | undefined;
  await app.db.transaction().execute(async (trx) => {
    await signOn(trx, 'grace', email);
    erasing = runInTransaction(app.db, (other) => eraseEmail(other, email, change)).then(
      () => 'erased',
      (error: Error) => error.message,
    );
    await Promise.race([erasing, waitForLockedStatements(app.db)]);
  });
  assert.equal(await erasing, 'This is an email of the account grace: use its user name.');
});

test('a sign-on waits for the email before it locks the account, as an erasure does', async () => {
  const { id } = await createLinkedPerson('emmy', 'emmy@example.org');
  let signingOn: Promise<{ username: string }> | undefined;
  await app.db.transaction().execute(async (trx) => {
    await lockEmails(trx, ['noether@example.org']);
    signingOn = runInTransaction(app.db, (other) => signOn(other, 'emmy', 'noether@example.org'));
    await waitForLockedStatements(app.db);
    await sql`select from person where id = ${id} for no key update nowait`.execute(trx);
  });
  assert.equal((await signingOn)?.username, 'emmy');
});

test('a sign-on that waits for an erasure finds nobody, and neither is a deadlock', async () => {
  const { uuid } = await createLinkedPerson('sofia', 'sofia@example.org');
  let signingOn: Promise<string> | undefined;
  await app.db.transaction().execute(async (trx) => {
    await sql`select from person where uuid = ${uuid} for no key update`.execute(trx);
    signingOn = runInTransaction(app.db, (other) =>
      signOn(other, 'sofia', 'sofia@example.org'),
    ).then(
      () => 'signed on',
      ({ problem }: { problem: string }) => problem,
    );
    await waitForLockedStatements(app.db);
    await sql`set local lock_timeout = '500ms'`.execute(trx);
    await erasePerson(trx, uuid, { now: app.now, actor: startActor });
  });
  assert.equal(await signingOn, 'unknown');
});
