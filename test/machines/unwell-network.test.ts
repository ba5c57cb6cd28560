import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { AgentFault } from '../support/bridge/network/network-client.ts';
import { destination, MachinesTestBed } from './machines-test-bed.ts';

/** Each test has a project of its own, on agents that are healthy at its start. */
describe('M4.5 a network that is unwell for long, or loses answers', () => {
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
  const secondsUntilDue = async (): Promise<number> =>
    (Date.parse((await load()).due_at ?? '') - bed.app.now.getTime()) / 1000;
  const countExecutions = async (verb: string): Promise<number> =>
    (await bed.network.listInstructions())
      .filter(({ command }) => command.includes(` ${verb} ${shortName}.`))
      .reduce((sum, { executions }) => sum + executions, 0);

  it('sends members once more after Slurm did not answer, as nobody can prove their part of it', async () => {
    await bed.settle();
    await bed.network.setFaults([{ fault: 'slurm-down' }]);
    await bed.addPerson('ada', 'ada@example.ac.uk');
    await bed.join('ada', shortName);
    await bed.settle();
    const listSlurmUsers = async (): Promise<string[]> => {
      const { slurm_accounts } = await bed.network.getInstance(destination);
      return slurm_accounts.find(({ name }) => name === `brics.${shortName}`)?.users ?? [];
    };
    assert.deepEqual(await listSlurmUsers(), [], 'add_user was answered all the same');
    await bed.requestCheck(shortName);
    await bed.settle();
    assert.match((await load()).last_error ?? '', /RuntimeError/);
    await bed.network.setFaults([]);
    await bed.advance(131);
    assert.deepEqual(await listSlurmUsers(), [`ada.${shortName}`]);
    const pair = await load();
    assert.deepEqual([pair.seen, pair.repeat_members], ['present', false]);
  });

  it('makes a project once whose answer to /run was cut off', async () => {
    const text = 'The disk is full.';
    await bed.network.setFaults([{ fault: 'error', verbs: ['add_project'], text, times: 1 }]);
    await bed.settle();
    await bed.standIn.setFaults({ chance: { cut: 1 }, paths: ['/run'] });
    await bed.advance(131);
    await bed.standIn.setFaults({});
    assert.equal((await load()).last_error_kind, 'unknown_outcome');
    assert.equal(await countExecutions('add_project'), 1, 'it was done, and nobody knows');
    await bed.advance(259);
    assert.equal((await load()).seen, 'absent', 'it is looked after later');
    await bed.advance(2);
    assert.equal((await load()).seen, 'present', (await load()).last_error ?? '');
    assert.equal(await countExecutions('add_project'), 1);
  });

  it('waits for a job that a bridge does not know yet after its start', async () => {
    await bed.network.setFaults([{ fault: 'slow', verbs: ['add_project'], seconds: 20, times: 1 }]);
    const work = bed.createWorker().runUntilIdle();
    await bed.waitUntilUnderWay(shortName);
    await bed.standIn.restart(100, 1500);
    await bed.network.advanceClock(21);
    await work;
    assert.equal((await load()).seen, 'present', (await load()).last_error ?? '');
    assert.equal(await countExecutions('add_project'), 1);
  });

  it('makes a project once while answers to /status are cut off', async () => {
    await bed.standIn.setFaults({ chance: { cut: 0.4 }, paths: ['/status'] });
    await bed.settle();
    await bed.standIn.setFaults({});
    assert.equal((await load()).seen, 'present', (await load()).last_error ?? '');
    assert.equal(await countExecutions('add_project'), 1);
  });

  it('unblocks who was blocked by a block that went wrong', async () => {
    await bed.addPerson('bob', 'bob@example.ac.uk');
    await bed.join('bob', shortName);
    await bed.settle();
    // The agents block one after another; here they stop after the first.
    await bed.network.setFaults([{ fault: 'error', verbs: ['block_project'], text: 'No.' }]);
    const path = await bed.getPairPath(shortName);
    assert.equal((await bed.app.post(`${path}block/`, { comment: 'Policy' })).status, 204);
    await bed.settle();
    await bed.run(`${destination} block_user bob.${shortName}.brics`);
    await bed.network.setFaults([]);
    assert.equal((await bed.app.post(`${path}unblock/`)).status, 204);
    await bed.settle();
    assert.equal((await load()).seen, 'present', (await load()).last_error ?? '');
    const { accounts } = await bed.network.getInstance(destination);
    const blocked = accounts.filter(({ isBlocked }) => isBlocked);
    assert.deepEqual(blocked, []);
  });

  for (const [name, fault] of [
    ['Slurm', { fault: 'slurm-down' }],
    ['the agents', { fault: 'down', agent: 'instance' }],
  ] as const satisfies [string, AgentFault][]) {
    it(`goes on trying for an hour of ${name} being down, every 15 minutes at most`, async () => {
      await bed.network.setFaults([fault]);
      const end = bed.app.now.getTime() + 3_600_000;
      const pauses: number[] = [];
      await bed.settleWhileExpiring();
      while (bed.app.now.getTime() < end) {
        const seconds = await secondsUntilDue();
        pauses.push(seconds);
        bed.app.now = new Date(bed.app.now.getTime() + seconds * 1000);
        const before = (await bed.listVerbsOf(shortName)).length;
        await bed.settleWhileExpiring();
        assert.ok((await bed.listVerbsOf(shortName)).length > before, 'it is tried');
      }
      assert.deepEqual(pauses.slice(0, 5), [130, 260, 520, 900, 900]);
      assert.ok(pauses.every((seconds) => seconds <= 900));
      assert.equal((await load()).needs_attention, true);
      await bed.network.setFaults([]);
      await bed.advance(900);
      const pair = await load();
      assert.deepEqual(
        [pair.seen, pair.needs_attention],
        ['present', false],
        pair.last_error ?? '',
      );
    });
  }
});
