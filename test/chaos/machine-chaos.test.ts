import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkMachines } from '../../chaos/machines/machine-checks.ts';
import { MachineCluster } from '../../chaos/machines/machine-cluster.ts';
import { MembershipLog } from '../../chaos/machines/membership-log.ts';
import { runMachineChaos } from '../../chaos/machines/run-machine-chaos.ts';
import { destination } from '../machines/machines-test-bed.ts';

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

test('finds what differs on the machine, whatever is stored', async () => {
  const cluster = await MachineCluster.open(1);
  try {
    const { bed, projects } = cluster;
    const [project] = projects;
    assert.ok(project);
    await cluster.join(project, 'ada');
    await bed.settle();
    const listViolations = async (): Promise<string[]> =>
      (await checkMachines(cluster)).flatMap(({ violations }) => violations);
    assert.deepEqual(await listViolations(), []);
    for (const flaw of [
      'set_limit a6a.brics 3600',
      'add_project a6a.brics',
      'block_project a6a.brics',
    ]) {
      await bed.run(`${destination} ${flaw}`);
    }
    assert.deepEqual(await listViolations(), [
      'a6a has the limit 480, not 240000',
      'a6a may store 5497558138880 bytes',
      'ada.a6a.brics:ada.a6a:brics.a6a is blocked',
    ]);
  } finally {
    await cluster.close();
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
