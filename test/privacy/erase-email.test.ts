import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { startActor } from '../../src/admin-audit/actor.ts';
import { recordChange } from '../../src/admin-audit/record-change.ts';
import { runInTransaction } from '../../src/database/transaction.ts';
import { createPerson } from '../../src/people/create-person.ts';
import { eraseEmail } from '../../src/privacy/erase-email.ts';
import { beginAnnouncing, takeAnnouncements } from '../support/announcements.ts';
import { runGatehouse } from '../support/gatehouse-process.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';
import { waitForLockedStatements } from '../support/wait-for-lock.ts';

/* docs/privacy.md: somebody without an account, whom invitations, awards and mails name by email. */

const email = 'guest@example.ac.uk';
const named = 'Guest@Example.ac.uk';
let app: TestApp;

before(async () => {
  app = await TestApp.open();
  await beginAnnouncing(app);
  await app.createTemplateWithCustomers({ approval_limit: '1000' });
  const details = { ...awardDetails, members: { [named]: 'PI', 'other@example.ac.uk': 'PI' } };
  await app.sendInstruction('create_project', details, 'p1.ukri');
  const at = app.now.toISOString();
  await takeAnnouncements(app);
  await sql`insert into refused_sign_on (issuer, subject, provider, problem, username, full_name,
      email, is_email_verified, first_refused, last_refused)
    values ('https://idp', 'x', 'idp', 'unknown', 'guest', 'A Guest', ${named}, false, ${at}, ${at})`.execute(
    app.db,
  );
  await sql`insert into mail_refused_address (email, reason, refused)
    values (${email}, '550 unknown', ${at})`.execute(app.db);
  await sql`insert into mail_message (event_id, recipient, kind, identifier, destination, payload,
      created, state)
    values (gen_random_uuid(), ${named}, 'invitation', '', '', '{}', ${at}, 'sent')`.execute(
    app.db,
  );
  await sql`insert into delivery_log (id, kind, event, identifier, destination, recipient, created,
      attempts, finished, outcome)
    values (9001, 'mail', 'x', '', '', ${named}, ${at}, 1, ${at}, 'delivered')`.execute(app.db);
  await sql`insert into outbox (kind, event, identifier, destination, recipient, created)
    values ('mail', 'mail.invitation', '', '', ${named}, ${at})`.execute(app.db);
  await sql`insert into outbox (kind, event, identifier, destination, created, payload)
    values ('announcement', 'invitation.created', '', '', ${at}, ${JSON.stringify({ email: named })}),
      ('announcement', 'mail.undeliverable', '', '', ${at},
        ${JSON.stringify({ data: { email: named, error: '', url: '' } })})`.execute(app.db);
  await app.db.transaction().execute(async (trx) => {
    await recordChange(trx, startActor, {
      at,
      action: 'role.invited',
      subject: { uuid: null, name: named },
      before: null,
      after: { email: named, role: 'PROJECT.MEMBER' },
    });
    // The email was typed by mistake for somebody else.
    await recordChange(trx, startActor, {
      at,
      action: 'person.changed',
      subject: { uuid: null, name: 'bea' },
      before: { email: named },
      after: { email: 'other@example.ac.uk' },
    });
  });
});
after(() => app.close());

const run = (...args: string[]) =>
  runGatehouse(['user', ...args], { DATABASE_URL: app.database.url });

/** Rows outside awards and their audit that have the email, by table. */
async function findTraces(): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`select tablename as name from pg_tables
    where schemaname = 'public'
      and tablename not in ('managed_project', 'audit_entry', 'announcement')`.execute(app.db);
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await sql`select from ${sql.table(name)} entry
        where strpos(lower(entry::text), ${email}) > 0`.execute(app.db);
      return rows.length > 0 ? [name] : [];
    }),
  );
  return found.flat().toSorted();
}

test('somebody without an account is exported and erased by email; awards that name it keep it', async () => {
  assert.deepEqual(await findTraces(), [
    'administrative_entry',
    'delivery_log',
    'invitation',
    'mail_message',
    'mail_refused_address',
    'outbox',
    'refused_sign_on',
  ]);
  const exported = await run('export', '--email', named);
  assert.equal(exported.code, 0, exported.stderr);
  const data = JSON.parse(exported.stdout);
  assert.deepEqual(
    data.awards.map(({ membership }: { membership: object }) => membership),
    [{ [named]: 'PI' }],
  );
  for (const kind of [
    'invitations',
    'refused_sign_ons',
    'refused_addresses',
    'mails',
    'deliveries',
  ]) {
    assert.equal(data[kind].length, 1, kind);
  }
  assert.doesNotMatch(exported.stdout, /other@|bea/);

  assert.equal((await run('erase', '--email', email)).code, 1, 'without --yes');
  const erased = await run('erase', '--email', email, '--yes');
  assert.equal(erased.code, 0, erased.stderr);
  assert.match(erased.stdout, /^Erased\. The audits say erased-[0-9a-f]{8}\.\nAwards .*: 1\./);
  // The award that still names the email must not invite it again.
  assert.deepEqual(await findTraces(), ['project_exclusion']);
  const waiting = await sql<{ event: string }>`select event from outbox
    where kind = 'announcement' and (event like 'invitation.%' or event like 'mail.%')`.execute(
    app.db,
  );
  assert.deepEqual(waiting.rows, []);
  const { rows: corrected } =
    await sql`select before ->> 'email' as before, after ->> 'email' as after
    from administrative_entry where subject_name = 'bea'`.execute(app.db);
  assert.deepEqual(corrected, [{ before: 'erased', after: 'other@example.ac.uk' }]);
  const { rows } = await sql`select from invitation where email = 'other@example.ac.uk'`.execute(
    app.db,
  );
  assert.equal(rows.length, 1, 'others stay invited');
});

test('an email of an account, a malformed one, and one of an award under legal hold are refused', async () => {
  await app.post('/api/users/', { username: 'ada', email: 'ada@example.ac.uk' });
  const award = '/api/openportal-managed-projects/p1.ukri/ukri.brics.isambard-ai/';
  const held = await app.post(`${award}set-legal-hold/`, { reason: 'A dispute' });
  assert.equal(held.status, 200, held.text);
  for (const [args, words] of [
    [['export', '--email', 'ada@example.ac.uk'], /email of the account ada: use its user name/],
    [['erase', '--email', 'ada@example.ac.uk', '--yes'], /email of the account ada/],
    [['erase', '--email', 'nonsense', '--yes'], /--email/],
    [['erase', 'ada', '--email', 'x@example.org', '--yes'], /Name one account, or --email/],
    [['erase', '--email', email, '--yes'], /under legal hold: p1\.ukri at/],
  ] as const) {
    const { code, stdout, stderr } = await run(...args);
    assert.deepEqual([code, stdout], [1, ''], stderr);
    assert.match(stderr, words);
  }
});

for (const isActive of [true, false]) {
  const kind = isActive ? 'active' : 'inactive';
  test(`an erasure waits for an ${kind} account that is being created with the email`, async () => {
    const own = `${kind}@example.ac.uk`;
    const now = app.now;
    const fields = { username: kind, email: own, is_active: isActive };
    let erasing: Promise<unknown> | undefined;
    await app.db.transaction().execute(async (trx) => {
      await createPerson(trx, startActor, fields, { now: now.toISOString() });
      erasing = runInTransaction(app.db, (other) =>
        eraseEmail(other, own, { now, actor: startActor }),
      ).then(
        () => assert.fail('It was erased.'),
        (error: Error) => error.message,
      );
      await Promise.race([erasing, waitForLockedStatements(app.db)]);
    });
    assert.equal(await erasing, `This is an email of the account ${kind}: use its user name.`);
  });
}

test('a change that gives an inactive account the email waits for an erasure', async () => {
  const own = 'dormant@example.ac.uk';
  const { uuid } = await app.create('/api/users/', { username: 'dormant', is_active: false });
  const settled: string[] = [];
  let change: Promise<number> | undefined;
  await app.db.transaction().execute(async (trx) => {
    await eraseEmail(trx, own, { now: app.now, actor: startActor });
    change = app.patch(`/api/users/${uuid}/`, { email: own }).then(({ status }) => {
      settled.push('change');
      return status;
    });
    await Promise.race([change, waitForLockedStatements(app.db)]);
    settled.push('erasure');
  });
  assert.equal(await change, 200);
  assert.deepEqual(settled, ['erasure', 'change']);
});
