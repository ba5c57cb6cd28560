import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { destination, MachinesTestBed } from './machines-test-bed.ts';

/* The size that is wanted differs from the 5 TB that agents give by themselves. */

for (const version of ['0.32.2', '0.94.0']) {
  describe(`M4.9 quotas that agents ${version} put back with each account`, () => {
    let bed: MachinesTestBed;
    before(async () => {
      bed = await MachinesTestBed.open({ version });
      await bed.createTemplateWithResource({ quotaMapping: { project_storage: 'scratch' } });
      await bed.setCapabilities({ is_added: version !== '0.32.2' });
      await bed.approve('p1.ukri', { breakdown: { project_storage: '1 TB' } });
    });
    after(() => bed.close());

    /** Bytes on the machine itself, whatever is stored here. */
    const getQuota = async (): Promise<unknown> => {
      const { directories } = await bed.network.getInstance(destination);
      return directories['brics.a6a']?.scratch?.limit;
    };
    const assertPresent = async (accounts: number): Promise<void> => {
      const pair = await bed.loadPair();
      assert.equal(pair.seen_version, pair.wanted_version, pair.last_error ?? '');
      assert.equal((await bed.listAccounts()).length, accounts);
      assert.equal(await getQuota(), 1024 ** 4);
      assert.deepEqual(pair.seen_quotas, { scratch: '1024.00 GB' });
    };

    it('are sent after the last of three people', async () => {
      for (const name of ['ada', 'bob', 'cyd']) {
        await bed.addPerson(name, `${name}@example.ac.uk`);
        await bed.join(name);
      }
      await bed.settle();
      await assertPresent(3);
      const verbs = await bed.listVerbsOf('a6a');
      assert.equal(verbs.filter((verb) => verb === 'set_project_quota').length, 1);
    });

    it('and again after one who joins later', async () => {
      await bed.addPerson('dee', 'dee@example.ac.uk');
      await bed.join('dee');
      await bed.settle();
      await assertPresent(4);
    });

    it('and after one whose account could not be made', async () => {
      await bed.network.setFaults([
        { fault: 'error', verbs: ['add_user'], text: 'No space left.', times: 1 },
      ]);
      await bed.addPerson('eve', 'eve@example.ac.uk');
      await bed.join('eve');
      const before = (await bed.listVerbsOf('a6a')).length;
      await bed.settle();
      const sent = (await bed.listVerbsOf('a6a')).slice(before);
      assert.ok(sent.indexOf('set_project_quota') > sent.indexOf('add_user'), sent.join());
      await bed.advance(131);
      await assertPresent(5);
    });

    it('and while Slurm is down, as the project is added again', async () => {
      await bed.network.setFaults([{ fault: 'slurm-down' }]);
      await bed.approve('p1.ukri', { allocation: '600 NHR' });
      await bed.settle();
      const { last_error, repeat_members } = await bed.loadPair();
      assert.deepEqual([last_error, repeat_members], ['RuntimeError{brics.a6a}', true]);
      assert.equal(await getQuota(), 1024 ** 4);
      await bed.network.setFaults([]);
      await bed.advance(131);
      await assertPresent(5);
    });
  });
}
