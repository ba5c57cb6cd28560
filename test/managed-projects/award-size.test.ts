import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* docs/rules/awards.md, A3.20: how large an award may become. The bound is 4 KiB here. */

const maxAwardBytes = 4096;
let app: TestApp;
before(async () => {
  app = await TestApp.open({}, { maxAwardBytes });
});
after(() => app.close());
beforeEach(async () => {
  await app.reset();
  await app.createTemplateWithCustomers();
});

const createNote = (n: number, length = 500) => ({
  timestamp: new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString(),
  author: 'Ada',
  text: 'x'.repeat(length),
});

async function loadAward() {
  return (await app.get(app.getAwardPath())).body;
}

async function measureStored(): Promise<number> {
  const { rows } = await sql<{ bytes: number; stored: number }>`select details_bytes as stored,
    octet_length(details::text) as bytes from managed_project`.execute(app.db);
  assert.equal(rows[0]?.stored, rows[0]?.bytes);
  return rows[0]?.bytes ?? 0;
}

describe('a message that makes an award too large', () => {
  test('is refused, leaves the award as it is and is shown as its last message', async () => {
    await app.sendInstruction('create_project', awardDetails);
    for (let n = 0; n < 20; n++) {
      const before = await loadAward();
      const answer = await app.sendInstruction('update_project', { notes: [createNote(n)] });
      assert.ok((await measureStored()) <= maxAwardBytes);
      if (answer.state === 'Complete') continue;
      const problem =
        /^details: An award has at most 4,096 bytes here; with this it would have 4,\d{3}\.$/;
      assert.equal(answer.error.kind, 'run');
      assert.match(answer.result.replace('OpenPortalError: ', ''), problem);
      const after = await loadAward();
      assert.deepEqual(after.details, before.details);
      assert.equal(after.state, 'approved');
      assert.match(after.message_problem, problem);
      const { body: entries } = await app.get(
        '/api/openportal-managed-project-audit/?o=-id&page_size=1',
      );
      assert.equal(entries[0].action, 'message_problem');
      return;
    }
    assert.fail('No update was refused.');
  });

  test('is refused as a new award, and nothing is stored', async () => {
    const notes = Array.from({ length: 10 }, (_, n) => createNote(n));
    const answer = await app.sendInstruction('create_project', { ...awardDetails, notes });
    assert.equal(answer.error.kind, 'award_rejected');
    assert.match(answer.result, /details: An award has at most 4,096 bytes here/);
    assert.equal(await app.countRows('managed_project'), 0);
    assert.equal(await app.countRows('audit_entry'), 1);
  });

  test('is measured as it is printed, not as it is sent', async () => {
    const short = await app.sendInstruction('create_project', awardDetails);
    assert.equal(short.state, 'Complete');
    // Sixty characters that PostgreSQL prints as five thousand.
    const numbers = Array.from({ length: 12 }, () => '9e400').join(',');
    const command = `update_project p1.ukri {"new":[${numbers}]}`;
    const answer = await app.answerJob(app.buildJob(command));
    assert.match(answer.result, /An award has at most 4,096 bytes here; with this it would have 5/);
    assert.ok(!('new' in (await loadAward()).details));
  });
});

test('an award that is too large already may change but not grow', async () => {
  await app.sendInstruction('create_project', awardDetails);
  await sql`update managed_project set details_bytes = null,
    details = jsonb_set(details, '{old}', to_jsonb(repeat('x', 5000)))`.execute(app.db);
  const longer = await app.sendInstruction('update_project', { name: 'A longer name' });
  assert.match(longer.result, /An award has at most 4,096 bytes here/);
  const shorter = await app.sendInstruction('update_project', { name: 'Short' });
  assert.equal(shorter.state, 'Complete');
  assert.equal((await loadAward()).details.name, 'Short');
});

test('a note of staff that makes an award too large is refused with its field', async () => {
  await app.sendInstruction('create_project', { ...awardDetails, notes: [createNote(1, 3000)] });
  const reply = await app.post(`${app.getAwardPath()}add-note/`, { text: 'x'.repeat(1000) });
  assert.equal(reply.status, 400);
  assert.deepEqual(reply.body, {
    text: ['With this note the award would have more than 4,096 bytes.'],
  });
});

describe('numbers in keys of newer portals', () => {
  const text = '[18446744073709551615,1.50,-0.0,1e21,9E-7,7]';
  const command = (verb: string) =>
    `${verb} p1.ukri ${JSON.stringify(awardDetails).slice(0, -1)},"new":${text}}`;

  test('are kept as they came, and coming again changes nothing', async () => {
    const created = await app.answerJob(app.buildJob(command('create_project')));
    assert.equal(created.state, 'Complete');
    const printed = '[18446744073709551615,1.50,0.0,1000000000000000000000,0.0000009,7]';
    const isKept = async () => {
      const award = await app.get(app.getAwardPath());
      assert.ok(award.text.replaceAll(', ', ',').includes(printed), award.text);
      const answer = await app.sendInstruction('get_award');
      assert.ok(answer.result.includes(printed), answer.result);
    };
    await isKept();
    const entries = await app.countRows('audit_entry');
    await app.answerJob(app.buildJob(command('create_project')));
    assert.equal(await app.countRows('audit_entry'), entries);
    await app.sendInstruction('update_project', { description: 'Deeper' });
    await isKept();
    const audit = await app.get('/api/openportal-managed-project-audit/?o=-id');
    assert.ok(audit.text.includes(printed), audit.text);
  });

  test('of too many digits are left out and noted', async () => {
    const answer = await app.answerJob(
      app.buildJob(
        `create_project p1.ukri ${JSON.stringify(awardDetails).slice(0, -1)},"new":1e2000}`,
      ),
    );
    assert.equal(answer.error.kind, 'award_pending');
    const award = await loadAward();
    assert.equal(award.message_problem, 'new: A number has at most 1000 digits; left out.');
    assert.ok(!('new' in award.details));
  });
});
