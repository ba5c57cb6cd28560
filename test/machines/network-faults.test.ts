import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { storeNotification } from '../../src/bridge/incoming-notification-store.ts';
import { readNotification } from '../../src/bridge/read-incoming-notification.ts';
import { lockRow, runInTransaction } from '../../src/database/transaction.ts';
import { updateWanted } from '../../src/wanted-state/update-wanted.ts';
import { destination, MachinesTestBed } from './machines-test-bed.ts';

/** Each test has a project of its own, on agents that are healthy at its start. */
describe('reconciliation over a network that fails', () => {
  let bed: MachinesTestBed;
  let number = 0;
  let shortName = '';

  before(async () => {
    bed = await MachinesTestBed.open();
    await bed.createTemplateWithResource();
  });
  after(() => bed.close());
  beforeEach(async () => {
    await bed.network.setFaults([]);
    number++;
    shortName = `a6${String.fromCharCode(96 + number)}`;
    await bed.approve(`p${number}.ukri`);
  });

  const load = () => bed.loadPair(shortName);

  /** Whether a statement waits for a lock before the work is over. */
  const waitsForLock = async (work: Promise<void>): Promise<boolean> => {
    let isOver = false;
    const watched = work.finally(() => {
      isOver = true;
    });
    while (!isOver) {
      const { rows } = await sql`select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(bed.app.db);
      if (rows.length > 0) return true;
      await Promise.race([watched, pause(10)]);
    }
    return false;
  };

  it('a Slurm part that failed behind Complete is noticed and made', async () => {
    await bed.network.setFaults([{ fault: 'swallowed', verbs: ['add_project'], times: 1 }]);
    await bed.settle();
    const pair = await load();
    assert.equal(pair.seen, 'present', pair.last_error ?? '');
    assert.equal(pair.seen_limit, 500 * 3600);
    const sent = await bed.listVerbsOf(shortName);
    assert.equal(sent.filter((verb) => verb === 'add_project').length, 2);
  });

  it('while Slurm is down it is tried again, later each time, and shown from the third failure on', async () => {
    await bed.network.setFaults([{ fault: 'slurm-down' }]);
    await bed.settle();
    let pair = await load();
    assert.equal(pair.seen, 'added');
    assert.equal(pair.needs_attention, false);
    assert.match(pair.last_error ?? '', /RuntimeError/);
    assert.equal(secondsUntil(pair.due_at, bed.app.now), 130);
    await bed.advance(131);
    assert.equal(secondsUntil((await load()).due_at, bed.app.now), 260);
    await bed.advance(261);
    pair = await load();
    assert.equal(pair.tries, 3);
    assert.equal(pair.needs_attention, true);
    const list = await bed.app.get('/api/openportal-machines/?needs_attention=true');
    assert.equal(list.body.length, 1);
    assert.equal(list.body[0].state, 'needs_attention');
    await bed.network.setFaults([]);
    await bed.advance(15 * 60);
    pair = await load();
    assert.equal(pair.seen, 'present', pair.last_error ?? '');
    assert.deepEqual([pair.tries, pair.last_error, pair.needs_attention], [0, null, false]);
  });

  it('an answer that never came is looked after, not before its failure could be shared', async () => {
    await bed.network.setFaults([
      { fault: 'expired', verbs: ['add_project'], done: true, times: 1 },
    ]);
    await bed.settleWhileExpiring();
    let pair = await load();
    assert.equal(pair.last_error_kind, 'unknown_outcome', pair.last_error ?? '');
    const before = (await bed.listVerbsOf(shortName)).length;
    await bed.advance(120);
    assert.equal((await bed.listVerbsOf(shortName)).length, before);
    await bed.advance(11);
    pair = await load();
    assert.equal(pair.seen, 'present', pair.last_error ?? '');
    const after = (await bed.listVerbsOf(shortName)).slice(before);
    assert.equal(after[0], 'get_project_mapping');
    assert.ok(!after.includes('add_project'), 'what was done is found by asking');
  });

  it('a dead agent leaves it half done, and it is finished when the agent is back', async () => {
    await bed.network.setFaults([{ fault: 'down', agent: 'filesystem' }]);
    await bed.settleWhileExpiring();
    assert.equal((await load()).last_error_kind, 'unknown_outcome');
    await bed.network.setFaults([]);
    await bed.advance(131);
    assert.equal((await load()).seen, 'present');
  });

  it('an answer that is no JSON, or of another form, is a failure like others', async () => {
    await bed.network.setFaults([{ fault: 'wrong-json', verbs: ['get_limit'], times: 1 }]);
    await bed.settle();
    assert.equal((await load()).last_error_kind, null, 'a limit is asked for again');
    assert.equal((await load()).seen, 'present');
    await bed.network.setFaults([{ fault: 'wrong-json', verbs: ['get_users'], times: 1 }]);
    await bed.requestCheck(shortName);
    await bed.settle();
    const pair = await load();
    assert.equal(pair.last_error_kind, 'failed');
    await bed.advance(131);
    assert.equal((await load()).last_error, null);
  });

  it('what will always fail is not repeated until something changes', async () => {
    await bed.network.setFaults([
      { fault: 'error', verbs: ['add_project'], text: "groupadd: 'x' is not a valid group name" },
    ]);
    await bed.settle();
    let pair = await load();
    assert.equal(pair.last_error_kind, 'permanent');
    assert.equal(pair.needs_attention, true);
    assert.equal(pair.due_at, null);
    await bed.network.setFaults([]);
    await bed.advance(3600);
    assert.equal((await load()).seen, 'absent');
    await bed.app.sendInstruction('update_project', { allocation: '600 NHR' }, `p${number}.ukri`);
    await bed.settle();
    pair = await load();
    assert.equal(pair.seen, 'present', pair.last_error ?? '');
    assert.equal(pair.needs_attention, false);
  });

  it('a protected account of the same name is said, and the others are added', async () => {
    await bed.addPerson('dora', 'dora@example.ac.uk');
    await bed.addPerson('emil', 'emil@example.ac.uk');
    await bed.network.addProtectedAccount(destination, `dora.${shortName}.brics`);
    await bed.join('dora', shortName);
    await bed.join('emil', shortName);
    await bed.settle();
    const pair = await load();
    assert.match(pair.last_error ?? '', /did not make dora/);
    assert.notEqual(pair.seen_version, pair.wanted_version);
    assert.equal((await bed.loadMember('emil')).seen, 'added');
  });

  it('a member who cannot be made keeps the last error until the account is there', async () => {
    const name = `eve${number}`;
    await bed.settle();
    await bed.addPerson(name, `${name}@example.ac.uk`);
    await bed.join(name, shortName);
    await bed.network.setFaults([{ fault: 'error', verbs: ['add_user'], text: 'No space left.' }]);
    await bed.settle();
    const find = async () => {
      const [machine] = await bed.loadMachines(shortName);
      return machine.members.find((member: { username: string }) => member.username === name);
    };
    assert.match((await find()).last_error, /No space left/);
    await bed.network.setFaults([]);
    await bed.advance(131);
    const made = await find();
    assert.deepEqual([made.last_error, made.last_error_at], [null, null]);
    assert.equal(made.seen, 'added');
  });

  it('an event of the network has a project compared, unless an instruction of ours explains it', async () => {
    const name = `gus${number}`;
    await bed.addPerson(name, `${name}@example.ac.uk`);
    await bed.join(name, shortName);
    await bed.settle();
    const user = `${name}.${shortName}.brics`;
    const notify = async (event: object) => {
      const id = randomUUID();
      const text = JSON.stringify({ id, destination: 'ai.clusters.isambard.brics', event });
      await storeNotification(bed.app.db, readNotification(id, text), bed.app.now.toISOString());
      return (await load()).check_requested;
    };
    assert.equal(await notify({ UserAdded: user }), false);
    assert.equal(await notify({ ProjectAdded: `${shortName}.brics` }), false);
    assert.equal(await notify({ UserBlocked: user }), true);
    await bed.settle();
    assert.equal(await notify({ UserAdded: `mallory.${shortName}.brics` }), true);
    await bed.settle();
    assert.equal(await notify({ ProjectBlocked: `${shortName}.ukri` }), false);
    assert.equal(await notify({ AwardChanged: `${shortName}.brics` }), false);
    await bed.run(`${destination} block_project ${shortName}.brics`);
    assert.equal(await notify({ ProjectBlocked: `${shortName}.brics` }), true);
    await bed.settle();
    const sent = await bed.listVerbsOf(shortName);
    assert.ok(sent.includes('unblock_project'));
    assert.equal((await load()).check_requested, false);
    assert.equal(await notify({ UserUnblocked: user }), false);
    bed.app.now = new Date(bed.app.now.getTime() + 200_000);
    assert.equal(await notify({ UserUnblocked: user }), true);
    await bed.settle();
  });

  it('a worker does not wait for a project that is being changed, so that neither waits for ever', async () => {
    const name = `hal${number}`;
    await bed.addPerson(name, `${name}@example.ac.uk`);
    await bed.join(name, shortName);
    const { project_id } = await load();
    await runInTransaction(bed.app.db, async (trx) => {
      await lockRow(trx, 'project', project_id);
      await lockRow(trx, 'person', bed.app.people.get(name)?.id ?? 0);
      assert.equal(await waitsForLock(bed.settle()), false);
      await updateWanted(trx, [project_id], { now: bed.app.now });
    });
    assert.equal((await bed.loadMember(name)).seen, 'added');
  });

  it('an account that nobody here knows is shown and never removed', async () => {
    await bed.settle();
    await bed.run(`${destination} add_user mallory.${shortName}.brics`);
    await bed.requestCheck(shortName);
    await bed.settle();
    assert.equal((await load()).seen, 'present');
    const { body } = await bed.app.get(`/api/openportal-resources/${bed.resourceUuid}/unknown/`);
    assert.deepEqual(
      body.accounts.map((account: { short_name: string }) => account.short_name),
      ['mallory'],
    );
    await bed.app.sendInstruction('remove_project', undefined, `p${number}.ukri`);
    await bed.advance(31 * 24 * 3600);
    const pair = await load();
    assert.equal(pair.seen, 'blocked');
    assert.match(pair.last_error ?? '', /mallory/);
    assert.ok((await bed.listAccounts()).some((mapping) => mapping.startsWith('mallory.')));
  });

  it('what differs on the machine is corrected at the next comparison', async () => {
    await bed.settle();
    await bed.run(`${destination} set_limit ${shortName}.brics 60`);
    await bed.requestCheck(shortName);
    await bed.settle();
    const pair = await load();
    assert.equal(pair.seen_limit, 500 * 3600);
    const { body } = await bed.app.get(
      '/api/administrative-audit/?action=machine.changed&page_size=300',
    );
    const corrections = body.map((entry: { after: { instructions: string[] } }) =>
      entry.after.instructions.join(),
    );
    assert.ok(corrections.includes(`set_limit ${shortName}.brics ${500 * 3600}`));
  });

  it('a member who comes back while the account is being removed has it again', async () => {
    await bed.addPerson('hal', 'hal@example.ac.uk');
    await bed.join('hal', shortName);
    await bed.settle();
    await bed.leave('hal', shortName);
    await bed.network.setFaults([{ fault: 'slow', verbs: ['remove_user'], times: 1 }]);
    const work = bed.createWorker().runUntilIdle();
    await bed.waitUntilUnderWay(shortName, 'remove_user');
    await bed.join('hal', shortName);
    await bed.advanceUntil(work);
    const pair = await load();
    assert.deepEqual([pair.seen, pair.seen_version], ['present', pair.wanted_version]);
    const account = `hal.${shortName}.brics:hal.${shortName}:brics.${shortName}`;
    assert.ok((await bed.listAccounts()).includes(account));
    assert.equal((await bed.loadMember('hal')).seen, 'added');
  });

  it('a member whose account is in use is removed later, and holds nobody else up', async () => {
    const text = "userdel failed for 'ian': exit code 8, stderr: userdel: user ian is in use";
    await bed.addPerson('ian', 'ian@example.ac.uk');
    await bed.addPerson('joe', 'joe@example.ac.uk');
    await bed.join('ian', shortName);
    await bed.settle();
    await bed.network.setFaults([{ fault: 'error', verbs: ['remove_user'], text, times: 1 }]);
    await bed.leave('ian', shortName);
    await bed.join('joe', shortName);
    await bed.settle();
    const listMembers = async (): Promise<string[]> =>
      (await bed.listAccounts())
        .filter((mapping) => mapping.includes(`.${shortName}.brics`))
        .map((mapping) => mapping.slice(0, 3));
    assert.deepEqual(await listMembers(), ['ian', 'joe']);
    assert.equal((await load()).last_error, `ian: RuntimeError{${text}}`);
    assert.equal((await bed.loadMember('ian')).last_error, `RuntimeError{${text}}`);
    await bed.advance(131);
    assert.deepEqual(await listMembers(), ['joe']);
    assert.deepEqual([(await load()).last_error, (await load()).seen], [null, 'present']);
  });

  it('a bridge that restarts in the middle loses nothing', async () => {
    await bed.network.setFaults([{ fault: 'slow', verbs: ['add_project'], seconds: 20, times: 1 }]);
    const worker = bed.createWorker();
    const work = worker.runUntilIdle();
    await bed.waitUntilUnderWay(shortName);
    await bed.standIn.restart();
    await bed.network.advanceClock(21);
    await work;
    const pair = await load();
    assert.equal(pair.seen, 'present', pair.last_error ?? '');
    const sent = await bed.listVerbsOf(shortName);
    assert.equal(sent.filter((verb) => verb === 'add_project').length, 1);
  });

  it('another process takes over what a killed one was doing, and sends nothing twice', async () => {
    await bed.network.setFaults([{ fault: 'slow', verbs: ['add_project'], seconds: 60, times: 1 }]);
    const killed = bed.createWorker();
    void killed.runUntilIdle();
    await bed.waitUntilUnderWay(shortName);
    await bed.forget(killed);
    await bed.settle();
    assert.equal((await load()).seen, 'absent', 'its lease has not ended');
    assert.deepEqual(await bed.listVerbsOf(shortName), ['get_project_mapping', 'add_project']);
    bed.app.now = new Date(bed.app.now.getTime() + 61_000);
    const work = bed.createWorker().runUntilIdle();
    await bed.network.advanceClock(61);
    await work;
    const pair = await load();
    assert.equal(pair.seen, 'present', pair.last_error ?? '');
    assert.deepEqual((await bed.listVerbsOf(shortName)).slice(2, 5), [
      'get_project_mapping',
      'get_users',
      'get_limit',
    ]);
    assert.deepEqual(await bed.listOpenInstructions(), []);
  });
});

describe('several processes', () => {
  let bed: MachinesTestBed;
  before(async () => {
    bed = await MachinesTestBed.open();
    await bed.createTemplateWithResource();
  });
  after(() => bed.close());

  it('share the work: nothing is sent twice, and at most ten are under way', async () => {
    for (let n = 1; n <= 25; n++) await bed.approve(`q${n}.ukri`);
    await bed.network.changeSettings({ latencyMs: 20 });
    const workers = [bed.createWorker(), bed.createWorker(), bed.createWorker()];
    for (const worker of workers) worker.start();
    await bed.waitUntilReached(25);
    await Promise.all(workers.map((worker) => worker.stop()));
    const instance = await bed.network.getInstance(destination);
    assert.ok(instance.max_under_way <= 10, `${instance.max_under_way} were under way`);
    const sent = (await bed.network.listInstructions()).map(({ command }) => command);
    const changes = sent.filter((command) => !/ (get|is)_/.test(command));
    assert.equal(new Set(changes).size, changes.length);
    const { rows } = await bed.countPairs();
    assert.deepEqual(rows, [{ seen: 'present', count: 25 }]);
  });
});

describe('agents that confirm accounts (0.94)', () => {
  it('a member is said to be present when the scheduler part is confirmed', async () => {
    const bed = await MachinesTestBed.open({ version: '0.94.0' });
    try {
      await bed.createTemplateWithResource();
      await bed.setCapabilities({ is_added: true });
      await bed.approve();
      await bed.addPerson('ada', 'ada@example.ac.uk');
      await bed.join('ada');
      await bed.settle();
      const member = await bed.loadMember('ada');
      assert.deepEqual([member.seen, member.seen_proof], ['present', 'is_user_added']);
      await bed.network.setFaults([{ fault: 'swallowed', verbs: ['add_user'], times: 1 }]);
      await bed.addPerson('bob', 'bob@example.ac.uk');
      await bed.join('bob');
      await bed.settle();
      assert.match((await bed.loadPair()).last_error ?? '', /bob: .*not confirm/);
      await bed.advance(131);
      assert.equal((await bed.loadMember('bob')).seen, 'present');
    } finally {
      await bed.close();
    }
  });
});

function secondsUntil(time: string | null, now: Date): number {
  return (Date.parse(time ?? '') - now.getTime()) / 1000;
}
