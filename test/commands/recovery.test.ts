import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { verifyPassword } from '../../src/access/password-hashing.ts';
import { createSession } from '../../src/access/start-and-end-sessions.ts';
import { issueToken } from '../../src/access/token-service.ts';
import { startActor } from '../../src/admin-audit/actor.ts';
import { JobCipher } from '../../src/bridge/job-cipher.ts';
import { loadLinkKey } from '../../src/mail/unsubscribe-link.ts';
import { SecretStore } from '../../src/webhooks/webhook-secrets.ts';
import { runGatehouse } from '../support/gatehouse-process.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

/* The commands of "Get back in" in docs/operators.md. */

const now = new Date();
let database: TestDatabase;
const ids = new Map<string, number>();

before(async () => {
  database = await createTestDatabase();
  for (const username of ['ada', 'grace', 'program']) {
    const { id } = await database.db
      .insertInto('person')
      .values({
        username,
        is_active: username !== 'grace',
        is_service_account: username === 'program',
        date_joined: now.toISOString(),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    ids.set(username, id);
    for (const name of ['one', 'two']) {
      const owner = { id, username };
      const at = now.toISOString();
      const request = { owner, name, scope: 'read' as const, now: at, expiresAt: null };
      await database.db.transaction().execute((trx) => issueToken(trx, startActor, request));
    }
  }
});
after(() => database.close());

const run = (args: string[], input?: string) =>
  runGatehouse(args, { DATABASE_URL: database.url }, input);

const signIn = (username: string) =>
  createSession(database.db, {
    personId: ids.get(username) as number,
    now,
    clientIp: '192.0.2.1',
    userAgent: 'test',
  });

const countSessions = async (): Promise<number> =>
  (await database.db.selectFrom('session').select('id').execute()).length;

const readAudit = (action: string) =>
  database.db
    .selectFrom('administrative_entry')
    .select(['via', 'subject_name', 'before', 'after'])
    .where('action', '=', action)
    .where('via', '=', 'command line')
    .orderBy('id')
    .execute();

test('user reset-password prints a new password and ends the sessions', async () => {
  await signIn('ada');
  const { code, stdout, stderr } = await run(['user', 'reset-password', 'ada']);
  assert.equal(code, 0, stderr);
  const [, password = ''] = /^user name {2}ada\npassword {3}(\S{12,})\n$/.exec(stdout) ?? [];
  const { password_hash } = await database.db
    .selectFrom('person')
    .select('password_hash')
    .where('username', '=', 'ada')
    .executeTakeFirstOrThrow();
  assert.ok(await verifyPassword(password, password_hash));
  assert.equal(await countSessions(), 0);
  const entries = await readAudit('person.password_changed');
  assert.deepEqual(
    entries.map(({ subject_name }) => subject_name),
    ['ada'],
  );
  assert.doesNotMatch(JSON.stringify(entries), new RegExp(password));
});

test('user reset-password reads one, and refuses a guessable one', async () => {
  const read = ['user', 'reset-password', 'ada', '--password-stdin'];
  const weak = await run(read, 'password1\n');
  assert.deepEqual([weak.code, weak.stdout], [1, '']);
  assert.match(weak.stderr, /^gatehouse: .*password/i);
  const good = await run(read, 'plover-cabinet-mast-19\n');
  assert.deepEqual([good.code, good.stdout], [0, 'user name  ada\n'], good.stderr);
});

test('user make-staff refuses to activate an account whose email another active one has', async () => {
  const setEmail = (username: string, email: string) =>
    database.db.updateTable('person').set({ email }).where('username', '=', username).execute();
  await setEmail('ada', 'One@site.example');
  await setEmail('grace', 'one@site.example');
  const { code, stdout, stderr } = await run(['user', 'make-staff', 'grace']);
  assert.deepEqual([code, stdout], [1, '']);
  assert.match(stderr, /Another active account has the email of grace/);
  const grace = await database.db
    .selectFrom('person')
    .select(['is_active', 'is_staff'])
    .where('username', '=', 'grace')
    .executeTakeFirst();
  assert.deepEqual(grace, { is_active: false, is_staff: false });
  await setEmail('ada', '');
});

test('user make-staff makes an account active staff, once', async () => {
  const first = await run(['user', 'make-staff', 'grace']);
  assert.deepEqual([first.code, first.stdout], [0, 'grace is staff now.\n'], first.stderr);
  const second = await run(['user', 'make-staff', 'grace']);
  assert.deepEqual([second.code, second.stdout], [0, 'grace is staff already.\n']);
  assert.deepEqual(await readAudit('person.changed'), [
    {
      via: 'command line',
      subject_name: 'grace',
      before: { is_staff: false, is_active: false },
      after: { is_staff: true, is_active: true },
    },
  ]);
});

test('token revoke takes those of one account, or all', async () => {
  const one = await run(['token', 'revoke', 'ada']);
  assert.deepEqual([one.code, one.stdout], [0, 'Revoked: 2.\n'], one.stderr);
  const all = await run(['token', 'revoke', '--all']);
  assert.deepEqual([all.code, all.stdout], [0, 'Revoked: 4.\n'], all.stderr);
  const none = await run(['token', 'revoke', '--all']);
  assert.deepEqual([none.code, none.stdout], [0, 'There was no token.\n']);
  const entries = await readAudit('token.revoked');
  assert.deepEqual(entries.map(({ before }) => (before as { owner: string }).owner).toSorted(), [
    'ada',
    'ada',
    'grace',
    'grace',
    'program',
    'program',
  ]);
});

test('session end takes those of one account, or all', async () => {
  await signIn('ada');
  await signIn('ada');
  await signIn('grace');
  const one = await run(['session', 'end', 'grace']);
  assert.deepEqual([one.code, one.stdout], [0, 'Ended: 1.\n'], one.stderr);
  const all = await run(['session', 'end', '--all']);
  assert.deepEqual([all.code, all.stdout], [0, 'Ended: 2.\n'], all.stderr);
  assert.equal(await countSessions(), 0);
  assert.deepEqual(
    (await readAudit('session.ended')).map(({ subject_name }) => subject_name),
    ['grace', 'everybody'],
  );
});

test('rotate-secrets makes the keys of cookies new and seals waiting jobs anew', async () => {
  const { db } = database;
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-rotate-'));
  const invites = ['earlier', 'present'].map((name) => {
    const key = randomBytes(32);
    const file = path.join(folder, `${name}.toml`);
    const text = `url = "http://localhost:3000"\nkey = "${key.toString('hex')}"\n`;
    writeFileSync(file, text, { mode: 0o600 });
    return { key, file };
  });
  const [earlier, present] = invites as [(typeof invites)[0], (typeof invites)[0]];
  const ids = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`);
  const [waiting = '', fresh = '', foreign = ''] = ids;
  const expires = new Date(now.getTime() + 60_000).toISOString();
  const keys = { [waiting]: earlier.key, [fresh]: present.key, [foreign]: randomBytes(32) };
  for (const [id, key] of Object.entries(keys)) {
    const sealed = new JobCipher(key).encrypt(id, `job ${id}`);
    const job = { id, sealed, received: now.toISOString(), expires };
    await db.insertInto('bridge_job').values(job).execute();
  }
  const cookieKey = { key: 'known_browser_key', value: '"of before"' };
  await db.insertInto('setting').values(cookieKey).execute();
  const linkKey = await loadLinkKey(db);
  await signIn('ada');
  const sessions = await countSessions();
  try {
    const without = await run(['rotate-secrets', '--old-invite', earlier.file]);
    assert.equal(without.code, 1);
    assert.match(without.stderr, /needs the new invite file in OPENPORTAL_CONFIG/);

    const env = { DATABASE_URL: database.url, OPENPORTAL_CONFIG: present.file };
    const args = ['rotate-secrets', '--old-invite', earlier.file];
    const { code, stdout, stderr } = await runGatehouse(args, env);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^Waiting jobs sealed anew: 1\. 1 neither invite opens/m);
    const jobs = await db.selectFrom('bridge_job').select(['id', 'sealed']).orderBy('id').execute();
    const cipher = new JobCipher(present.key);
    assert.deepEqual(
      jobs.map(({ id, sealed }) => sealed && cipher.decrypt(id, sealed)),
      [`job ${waiting}`, `job ${fresh}`, null],
    );
    const stored = await db.selectFrom('setting').select('key').execute();
    assert.ok(!stored.some(({ key }) => key === cookieKey.key));
    assert.deepEqual(await loadLinkKey(db), linkKey);
    assert.equal(await countSessions(), sessions);
    assert.equal((await run(['rotate-secrets', '--mail-links'])).code, 0);
    assert.notDeepEqual(await loadLinkKey(db), linkKey);
    const entries = await readAudit('settings.secrets_rotated');
    assert.deepEqual(
      entries.map(({ after }) => after),
      [
        { cookies: true, mail_links: false, jobs: { resealed: 1, unreadable: 1 }, webhooks: null },
        { cookies: true, mail_links: true, jobs: null, webhooks: null },
      ],
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('rotate-secrets --secret-key seals the secrets of webhooks under the new key, and goes on where it was', async (t) => {
  const { db } = database;
  const [oldKey, newKey] = ['o'.repeat(32), 'n'.repeat(32)];
  const [old, both, fresh] = [[oldKey], [newKey, oldKey], [newKey]].map(
    (keys) => new SecretStore(keys),
  ) as [SecretStore, SecretStore, SecretStore];
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'gatehouse-key-')), 'secret_key');
  t.after(() => rmSync(path.dirname(file), { recursive: true, force: true }));
  // More than a batch, of which an interrupted run did the first.
  const count = 1200;
  const { rows: webhooks } = await sql<{ id: number; uuid: string }>`
    insert into webhook (name, owner_id, destination_url, form, event_types, created, modified)
    select number::text, ${ids.get('ada')}, 'https://example.org/', 'standard', '{}', ${now}, ${now}
    from generate_series(1, ${count}) number
    returning id, uuid`.execute(db);
  const foreign = new SecretStore(['f'.repeat(32)]);
  await db
    .insertInto('webhook_secret')
    .values(
      webhooks.map(({ id, uuid }, index) => ({
        webhook_id: id,
        sealed: (index === 0 ? foreign : index < 600 ? both : old).encrypt(uuid, `whsec_${uuid}`),
        created: now.toISOString(),
      })),
    )
    .execute();
  writeFileSync(file, `${newKey}, ${oldKey}\n`, { mode: 0o600 });
  const env = { DATABASE_URL: database.url, GATEHOUSE_SECRET_KEY_FILE: file };
  const { code, stdout, stderr } = await runGatehouse(['rotate-secrets', '--secret-key'], env);
  assert.equal(code, 0, stderr);
  assert.ok(stdout.includes(`sealed anew: ${count - 600}. No key opens those of these webhooks`));
  assert.ok(stdout.includes(String(webhooks[0]?.uuid)));
  const { rows } = await sql<{ uuid: string; sealed: Buffer }>`
    select uuid, sealed from webhook_secret join webhook on webhook.id = webhook_id
    order by webhook_secret.id`.execute(db);
  assert.deepEqual(
    rows.slice(1).filter(({ uuid, sealed }) => fresh.decrypt(uuid, sealed) !== `whsec_${uuid}`),
    [],
    'the new key alone opens them',
  );
  const again = await runGatehouse(['rotate-secrets', '--secret-key'], env);
  assert.match(again.stdout, /sealed anew: 0\./);
  assert.equal((await run(['rotate-secrets', '--secret-key'])).code, 1);
});

test('what cannot be done is said in one line', async () => {
  for (const [args, words] of [
    [['user', 'reset-password', 'nobody'], /There is no user named nobody/],
    [['user', 'reset-password', 'program'], /A service account has no password/],
    [['user', 'make-staff', 'nobody'], /There is no user named nobody/],
    [['user', 'make-staff', 'program'], /program is a service account/],
    [['token', 'revoke'], /Name one user, or say --all/],
    [['session', 'end', 'ada', '--all'], /Name one user, or say --all/],
  ] as const) {
    const { code, stdout, stderr } = await run([...args]);
    assert.deepEqual([code, stdout], [1, ''], args.join(' '));
    assert.match(stderr, words);
    assert.equal(stderr.trim().split('\n').length, 1, stderr);
  }
});
