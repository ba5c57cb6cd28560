import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MembershipLog } from '../../chaos/machines/membership-log.ts';
import { runMachineChaos } from '../../chaos/machines/run-machine-chaos.ts';

/* A short run of `npm run chaos:machines`. */

test('agents that die and lie leave every project as wanted, and nobody there who must not be', async () => {
  const checks = await runMachineChaos({
    seed: 7,
    rounds: 6,
    projects: 4,
    logProgress: () => undefined,
  });
  for (const { description, examinedCount, violations } of checks) {
    assert.deepEqual(violations, [], description);
    assert.ok(examinedCount > 0, description);
  }
});

test('finds an instruction that was sent for somebody who had left', () => {
  const log = new MembershipLog();
  log.recordLeave('ada', 'a6a', 10);
  log.recordJoin('ada', 'a6a', 20);
  const sent = [5, 15, 25].map((id) => ({ id, command: 'brics.x add_user ada.a6a.brics' }));
  assert.deepEqual(log.findViolations(sent, 'brics'), [
    'instruction 15 was sent for no member: brics.x add_user ada.a6a.brics',
  ]);
  assert.deepEqual(
    log.findViolations([{ id: 15, command: 'x add_user bob.a6a.brics' }], 'brics'),
    [],
  );
});
