import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { ai, i3, NetworkSetting } from '../support/bridge/network/network-setting.ts';

/*
 * The network behind the stand-in of a bridge: what instructions do at an instance. "[run]": seen on
 * 2026-11-27 on a network of agents 0.32.2 over Slurm 24.11.5.
 */

suite('projects and people', () => {
  let setting: NetworkSetting;
  before(async () => {
    setting = await NetworkSetting.open();
  });
  after(() => setting.close());

  const succeed = (instruction: string) => setting.succeed(instruction);
  const fail = (instruction: string) => setting.fail(instruction);

  test('a project and its people get local names (0.32.2 [run])', async () => {
    assert.equal(await succeed('add_project a6a.brics'), 'a6a.brics:brics.a6a');
    assert.equal(await succeed('add_user alice.a6a.brics'), 'alice.a6a.brics:alice.a6a:brics.a6a');
    assert.ok(((await succeed('get_projects brics')) as string[]).includes('a6a.brics:brics.a6a'));
    assert.deepEqual(await succeed('get_users a6a.brics'), ['alice.a6a.brics:alice.a6a:brics.a6a']);
    assert.equal(await succeed('get_project_mapping a6a.brics'), 'a6a.brics:brics.a6a');
    const mapping = await succeed('get_user_mapping alice.a6a.brics');
    assert.equal(mapping, 'alice.a6a.brics:alice.a6a:brics.a6a');
  });

  test('an unknown project has no users, and no mapping (0.32.2 [run])', async () => {
    assert.deepEqual(await succeed('get_users nobody.brics'), []);
    assert.match(await fail('get_project_mapping nobody.brics'), /does not exist/);
    assert.match(await fail('get_user_mapping a.nobody.brics'), /does not exist/);
  });

  test('add_user makes the group of its project if it is missing (0.32.2 [run])', async () => {
    await succeed('add_user alice.late.brics');
    assert.equal(await succeed('get_project_mapping late.brics'), 'late.brics:brics.late');
  });

  test('a name of more than 32 characters is not a valid group name (0.32.2 [run])', async () => {
    const fits = `p${'x'.repeat(25)}`;
    await succeed(`add_project ${fits}.brics`);
    assert.match(await fail(`add_project ${fits}x.brics`), /is not a valid group name/);
    assert.match(await fail('add_project Upper.brics'), /is not a valid group name/);
  });

  test('blocking stops logins, is undone by unblocking only, and is listed (0.32.2 [run])', async () => {
    await succeed('add_user alice.block.brics');
    await succeed('add_user bob.block.brics');
    await succeed('block_user alice.block.brics');
    assert.equal(await succeed('is_blocked_user alice.block.brics'), true);
    assert.equal(await succeed('is_blocked_project block.brics'), false);
    await succeed('add_user alice.block.brics');
    assert.equal(await succeed('is_blocked_user alice.block.brics'), true);
    assert.equal(((await succeed('get_users block.brics')) as string[]).length, 2);

    const blocked = await succeed('block_project block.brics');
    assert.deepEqual(blocked, [
      'alice.block.brics:alice.block:brics.block',
      'bob.block.brics:bob.block:brics.block',
    ]);
    assert.equal(await succeed('is_blocked_project block.brics'), true);
    await succeed('unblock_project block.brics');
    assert.equal(await succeed('is_blocked_user alice.block.brics'), false);
    assert.match(await fail('block_user nobody.block.brics'), /does not exist/);
  });

  test('a protected account is left alone: Complete and nothing done (0.32.2 [run])', async () => {
    await succeed('add_project prot.brics');
    await setting.network.addProtectedAccount(ai, 'root.prot.brics');
    const mapping = 'root.prot.brics:root.prot:brics.prot';
    assert.equal(await succeed('add_user root.prot.brics'), mapping);
    assert.equal(await succeed('is_protected_user root.prot.brics'), true);
    assert.deepEqual(await succeed('get_users prot.brics'), []);
    assert.equal(await succeed('remove_user root.prot.brics'), mapping);
    assert.equal(await succeed('get_user_mapping root.prot.brics'), mapping);
  });

  test('remove_user forgets the account and keeps its home aside (0.32.2 [run])', async () => {
    await succeed('add_user alice.leave.brics');
    await setting.network.setStorageUse({
      instance: ai,
      owner: 'alice.leave.brics',
      volume: 'home',
      bytes: 1024 ** 3,
    });
    await succeed('remove_user alice.leave.brics');
    assert.deepEqual(await succeed('get_users leave.brics'), []);
    assert.equal(
      (await setting.network.getInstance(ai)).recycled['alice.leave']?.home?.usedBytes,
      1024 ** 3,
    );
    await succeed('remove_user alice.leave.brics');
    await succeed('add_user alice.leave.brics');
    assert.deepEqual(await succeed('get_user_quota alice.leave.brics home'), {
      limit: '100.00 GB',
      usage: '1024.00 MB',
    });
  });

  test('remove_project keeps account, limit and use; add_project brings all back but the members (0.32.2 [run])', async () => {
    await succeed('add_user alice.gone.brics');
    await succeed('set_limit gone.brics 3600');
    await succeed('remove_project gone.brics');
    assert.match(await fail('get_usage_report gone.brics today'), /does not exist/);
    assert.match(await fail('get_limit gone.brics'), /does not exist/);
    await succeed('add_project gone.brics');
    assert.deepEqual(await succeed('get_limit gone.brics'), { seconds: 3600 });
    assert.deepEqual(await succeed('get_users gone.brics'), []);
  });

  test('instances know nothing of each other', async () => {
    await succeed('add_project here.brics');
    assert.match(await setting.fail('get_project_mapping here.brics', i3), /does not exist/);
  });
});

suite('limits and quotas', () => {
  let setting: NetworkSetting;
  before(async () => {
    setting = await NetworkSetting.open();
    await setting.succeed('add_project a6a.brics');
  });
  after(() => setting.close());

  const succeed = (instruction: string) => setting.succeed(instruction);
  const fail = (instruction: string) => setting.fail(instruction);

  test('a limit is an echo, and rounded down by up to a minute of one core (0.32.2 [run])', async () => {
    assert.deepEqual(await succeed('get_limit a6a.brics'), { seconds: 0 });
    assert.deepEqual(await succeed('set_limit a6a.brics 100'), { seconds: 100 });
    assert.deepEqual(await succeed('get_limit a6a.brics'), { seconds: 97 });
    await succeed('set_limit a6a.brics 0');
    assert.deepEqual(await succeed('get_limit a6a.brics'), { seconds: 0 });
    await succeed('set_limit a6a.brics 3600');
    assert.deepEqual(await succeed('get_limit a6a.brics'), { seconds: 3600 });
  });

  test('quotas in sizes of base 1024 with two decimals (0.32.2 [run])', async () => {
    assert.deepEqual(await succeed('get_project_quota a6a.brics scratch'), {
      limit: '5.00 TB',
      usage: '0 B',
    });
    const quota = await succeed('set_project_quota a6a.brics scratch 1.5 TB');
    assert.deepEqual(quota, { limit: '1.50 TB', usage: '0 B' });
    await succeed('set_project_quota a6a.brics scratch 1536GB');
    assert.deepEqual(await succeed('get_project_quotas a6a.brics'), {
      scratch: { limit: '1.50 TB', usage: '0 B' },
      projects: { limit: 'unlimited' },
    });
  });

  test('a volume without engine: Complete with "unlimited", nothing set (0.32.2 [run])', async () => {
    const quota = await succeed('set_project_quota a6a.brics projects 1TB');
    assert.deepEqual(quota, { limit: 'unlimited' });
  });

  test('clear_project_quota is an error although it is done (0.32.2 [run])', async () => {
    await succeed('set_project_quota a6a.brics scratch 1TB');
    assert.match(await fail('clear_project_quota a6a.brics scratch'), /No result available/);
    assert.deepEqual(await succeed('get_project_quota a6a.brics scratch'), {
      limit: 'unlimited',
      usage: '0 B',
    });
  });

  test('add_project and add_user put quotas back to the default, the limit stays (0.32.2 [run])', async () => {
    await succeed('set_limit a6a.brics 7200');
    for (const verb of ['add_project a6a.brics', 'add_user alice.a6a.brics']) {
      await succeed('set_project_quota a6a.brics scratch 1TB');
      await succeed(verb);
      assert.deepEqual(await succeed('get_project_quota a6a.brics scratch'), {
        limit: '5.00 TB',
        usage: '0 B',
      });
    }
    assert.deepEqual(await succeed('get_limit a6a.brics'), { seconds: 7200 });
  });

  test('a quota above the maximum of its volume is refused (from the source of 0.32.2)', async () => {
    await setting.network.addInstance({
      destination: 'brics.isambard.clusters.small',
      volumes: [{ name: 'scratch', owner: 'project', hasQuotaEngine: true, maxLimit: 1024 ** 4 }],
    });
    await setting.succeed('add_project a6a.brics', 'brics.isambard.clusters.small');
    const text = await setting.fail(
      'set_project_quota a6a.brics scratch 2 TB',
      'brics.isambard.clusters.small',
    );
    assert.match(text, /exceeds maximum allowed quota \(1024\.00 GB\)/);
  });
});

test('is_project_added and its like exist since 0.93 (0.32.2 [run]: 500 "Invalid instruction")', async (t) => {
  const setting = await NetworkSetting.open();
  t.after(() => setting.close());
  const old = await setting.portal.post('run', { command: `${ai} is_project_added a6a.brics` });
  assert.equal(old.status, 500);
  assert.match(old.text, /Invalid instruction: is_project_added a6a\.brics/);

  await setting.network.changeSettings({ version: '0.94.0' });
  assert.equal(await setting.succeed('is_project_added a6a.brics'), false);
  await setting.succeed('add_user alice.a6a.brics');
  assert.equal(await setting.succeed('is_project_added a6a.brics'), true);
  assert.equal(await setting.succeed('is_user_added alice.a6a.brics'), true);
  await setting.succeed('remove_user alice.a6a.brics');
  assert.equal(await setting.succeed('is_user_removed alice.a6a.brics'), true);
  assert.equal(await setting.succeed('is_project_removed a6a.brics'), false);
});
