import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { decideNote } from '../../src/award/decide-review.ts';
import { ConcurrentChangeError } from '../../src/managed-projects/concurrent-change-error.ts';
import { loadDecisionInput } from '../../src/managed-projects/decision-input.ts';
import { storeDecision } from '../../src/managed-projects/store-decision.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* What storing a decision refuses. */

const awardKey = { identifier: 'p1.ukri', destination: 'ukri.brics.isambard-ai' };

let app: TestApp;
before(async () => {
  app = await TestApp.open();
  await app.createTemplateWithCustomers();
  await app.sendInstruction('create_project', awardDetails);
});
after(() => app.close());

async function countWritten() {
  const [entries, events] = [await app.countRows('audit_entry'), await app.countRows('outbox')];
  const { details } = (await app.get(app.getAwardPath())).body;
  return { entries, events, notes: details.notes.length };
}

test('refuses a decision about an award that has another version by now, and writes nothing', async () => {
  const { existing } = await loadDecisionInput(app.db, awardKey);
  assert.ok(existing);
  const now = app.now.toISOString();
  const store = (text: string): Promise<unknown> =>
    app.db
      .transaction()
      .execute((trx) =>
        storeDecision(
          trx,
          { ...awardKey, existing, actor: null, now },
          decideNote(existing, { timestamp: now, author: 'A', text }),
        ),
      );
  await store('first');
  const written = await countWritten();
  assert.equal(written.notes, 1);
  await assert.rejects(store('second'), ConcurrentChangeError);
  assert.deepEqual(await countWritten(), written);
});
