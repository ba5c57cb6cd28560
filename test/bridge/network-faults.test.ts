import assert from 'node:assert/strict';
import { suite, type TestContext, test } from 'node:test';
import type { StandInOptions } from '../support/bridge/bridge-stand-in.ts';
import type { AgentFault } from '../support/bridge/network/network-client.ts';
import { ai, i3, NetworkSetting } from '../support/bridge/network/network-setting.ts';
import { getRunJob } from '../support/bridge/network/run-command.ts';

/*
 * The network behind the stand-in of a bridge: faults. "[run]": seen on 2026-11-27 on a network of
 * agents 0.32.2 over Slurm 24.11.5.
 */

async function openFor(t: TestContext, options: StandInOptions = {}): Promise<NetworkSetting> {
  const setting = await NetworkSetting.open(options);
  t.after(() => setting.close());
  return setting;
}

async function getSlurmAccounts(setting: NetworkSetting): Promise<string[]> {
  const { slurm_accounts: accounts } = await setting.network.getInstance(ai);
  return accounts.map(({ name, users }) => [name, ...users].join(' '));
}

async function getLastOutcome(setting: NetworkSetting): Promise<string | undefined> {
  return (await setting.network.listInstructions()).at(-1)?.outcome;
}

suite('Slurm is down', () => {
  test('add_project and add_user are Complete all the same (0.32.2 [run])', async (t) => {
    const setting = await openFor(t);
    await setting.network.setFaults([{ fault: 'slurm-down', instance: ai }]);
    assert.equal(await setting.succeed('add_project a6a.brics'), 'a6a.brics:brics.a6a');
    assert.equal(await getLastOutcome(setting), 'swallowed');
    await setting.succeed('add_user alice.a6a.brics');
    assert.deepEqual(await getSlurmAccounts(setting), []);
    assert.equal(((await setting.succeed('get_users a6a.brics')) as string[]).length, 1);

    await setting.network.setFaults([]);
    await setting.succeed('add_user alice.a6a.brics');
    assert.deepEqual(await getSlurmAccounts(setting), ['brics.a6a alice.a6a']);
  });

  test('set_limit and get_limit are errors that name the account, also where it is missing (0.32.2 [run])', async (t) => {
    const setting = await openFor(t);
    await setting.network.setFaults([{ fault: 'swallowed', verbs: ['add_project'], times: 1 }]);
    await setting.succeed('add_project a6a.brics');
    assert.equal(await setting.fail('set_limit a6a.brics 60'), 'RuntimeError{brics.a6a}');
    await setting.succeed('add_project a6a.brics');
    await setting.succeed('set_limit a6a.brics 60');
    await setting.network.setFaults([{ fault: 'slurm-down' }]);
    assert.equal(await setting.fail('get_limit a6a.brics'), 'RuntimeError{brics.a6a}');
  });

  test('usage is Complete with no days at all (0.32.2 [run])', async (t) => {
    const setting = await openFor(t);
    await setting.succeed('add_user alice.a6a.brics');
    await setting.network.setFaults([{ fault: 'slurm-down' }]);
    assert.deepEqual(await setting.succeed('get_usage_report a6a.brics today'), {
      project: 'a6a.brics',
      reports: {},
      users: { 'alice.a6a.brics': 'alice.a6a' },
    });
  });
});

suite('a dead agent', () => {
  test('a leaf: the job waits, and is done when it is back within 120 s (0.32.2 [run])', async (t) => {
    const setting = await openFor(t);
    await setting.network.setFaults([{ fault: 'down', agent: 'account' }]);
    const job = await setting.start('add_project a6a.brics');
    await setting.network.advanceClock(110);
    assert.equal((await getRunJob(setting.portal, job.id)).state, 'Running');
    await setting.network.setFaults([]);
    assert.equal((await setting.finish(job)).state, 'Complete');
  });

  test('a leaf for too long: ExpirationError, half done and never rolled back (0.32.2 [run])', async (t) => {
    const setting = await openFor(t);
    await setting.network.setFaults([{ fault: 'down', agent: 'filesystem' }]);
    const job = await setting.start('add_user alice.a6a.brics');
    const retry = await setting.start('add_user alice.a6a.brics');
    await setting.network.advanceClock(121);
    assert.equal((await setting.finish(job)).result, 'ExpirationError{{}}');
    assert.equal((await setting.finish(retry)).result, 'ExpirationError{{}}');
    const { accounts, directories } = await setting.network.getInstance(ai);
    assert.deepEqual([accounts.length, directories], [1, {}]);
  });

  test('one instance alone', async (t) => {
    const setting = await openFor(t);
    await setting.network.setFaults([{ fault: 'down', agent: 'instance', instance: i3 }]);
    await setting.succeed('add_project a6a.brics');
    const job = await setting.start('add_project b7b.brics', i3);
    await setting.network.advanceClock(60);
    assert.equal((await getRunJob(setting.portal, job.id)).state, 'Running');
  });

  test('op-portal: /run and /status say after 5 s that there is no portal agent (from the source of 0.32.2)', async (t) => {
    const setting = await openFor(t);
    await setting.network.restartAgent('portal', 3600);
    let isAnswered = false;
    const request = setting.portal.post('run', { command: `${ai} get_projects brics` });
    const refused = request.finally(() => {
      isAnswered = true;
    });
    while (!isAnswered) await setting.network.advanceClock(1);
    const { status, text } = await refused;
    assert.equal(status, 500);
    assert.match(text, /there is no portal agent/);
  });
});

suite('answers that cannot be trusted', () => {
  const answers: [string, AgentFault, string, RegExp, string, number][] = [
    [
      'expired, nothing done',
      { fault: 'expired' },
      'Error',
      /^ExpirationError\{\{\}\}$/,
      'expired',
      0,
    ],
    [
      'an error in words',
      { fault: 'error', text: 'no disk' },
      'Error',
      /^RuntimeError\{no disk\}$/,
      'error',
      0,
    ],
    ['no JSON', { fault: 'wrong-json' }, 'Complete', /^"a6a\.brics:brics\.a6a$/, 'done', 1],
    ['doubled', { fault: 'doubled' }, 'Complete', /^"a6a\.brics:brics\.a6a"$/, 'done', 2],
  ];
  for (const [name, fault, state, result, outcome, executions] of answers) {
    test(name, async (t) => {
      const setting = await openFor(t);
      await setting.network.setFaults([{ ...fault, times: 1 }]);
      const job = await setting.start('add_project a6a.brics');
      await setting.network.advanceClock(121);
      const done = await setting.finish(job);
      assert.equal(done.state, state);
      assert.match(done.result ?? '', result);
      assert.equal(await getLastOutcome(setting), outcome);
      const [entry] = await setting.network.listInstructions();
      assert.equal(entry?.executions, executions);
      await setting.succeed('add_project b7b.brics');
    });
  }

  test('expired, and yet done', async (t) => {
    const setting = await openFor(t);
    await setting.network.setFaults([{ fault: 'expired', done: true }]);
    const job = await setting.start('add_project a6a.brics');
    await setting.network.advanceClock(121);
    assert.equal((await setting.finish(job)).result, 'ExpirationError{{}}');
    assert.deepEqual((await setting.network.getInstance(ai)).groups, ['a6a.brics:brics.a6a']);
  });

  test('slow, and for a while Duplicate', async (t) => {
    const setting = await openFor(t);
    await setting.network.setFaults([
      { fault: 'slow', seconds: 50, verbs: ['add_project'] },
      { fault: 'duplicate', seconds: 20, verbs: ['add_project'] },
    ]);
    const job = await setting.start('add_project a6a.brics');
    assert.equal((await getRunJob(setting.portal, job.id)).state, 'Duplicate');
    await setting.network.advanceClock(25);
    assert.equal((await getRunJob(setting.portal, job.id)).state, 'Running');
    await setting.network.advanceClock(50);
    assert.equal((await setting.finish(job)).state, 'Complete');
  });

  test('chances come from the seed', async (t) => {
    const setting = await openFor(t, { seed: 7 });
    await setting.network.setFaults([{ fault: 'error', chance: 0.5 }]);
    const states = await Promise.all(
      Array.from(
        { length: 60 },
        async (_, index) =>
          (await setting.finish(await setting.start(`add_project p${index}.brics`))).state,
      ),
    );
    const errors = states.filter((state) => state === 'Error').length;
    assert.ok(errors > 15 && errors < 45, `${errors} errors of 60`);
  });

  test('settings that make no sense are refused', async (t) => {
    const setting = await openFor(t);
    const wrong = [
      { fault: 'fire' },
      { fault: 'down', agent: 'cook' },
      { fault: 'down', who: 'me' },
    ];
    for (const fault of wrong) {
      await assert.rejects(setting.network.setFaults([fault as unknown as AgentFault]));
    }
  });
});
