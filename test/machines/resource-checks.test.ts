import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { checkResource } from '../../src/machines/check-resource.ts';
import { MachinesTestBed } from './machines-test-bed.ts';

const path = '/api/openportal-resources/';
/** No agent is there, so that nothing answers. */
const dead = 'brics.isambard.clusters.dead';

describe('checks of resources', () => {
  let bed: MachinesTestBed;
  before(async () => {
    bed = await MachinesTestBed.open();
  });
  after(() => bed.close());

  it('M3.1 nothing is switched on before its destination was checked without a problem', async () => {
    const refused = await bed.app.post(path, { name: 'Dead', destination: dead, mode: 'active' });
    assert.equal(refused.status, 409, refused.text);
    assert.match(refused.text, /create it so, check it, then switch it on/);
    const { uuid } = await bed.app.create(path, { name: 'Dead', destination: dead });
    const itemPath = `${path}${uuid}/`;
    const switchOn = async (more: object = {}) => {
      const { status, text } = await bed.app.patch(itemPath, { mode: 'active', ...more });
      return [status, text] as const;
    };
    const setProblem = (check_problem: string | null) =>
      bed.app.db
        .updateTable('resource')
        .set({ checked_at: bed.app.now.toISOString(), check_problem })
        .where('uuid', '=', uuid)
        .execute();
    let [status, text] = await switchOn();
    assert.deepEqual([status, /has not been checked/.test(text)], [409, true], text);
    await setProblem('No agent answered.');
    [status, text] = await switchOn();
    assert.deepEqual([status, /No agent answered/.test(text)], [409, true], text);
    assert.equal((await bed.app.get(itemPath)).body.mode, 'observe');
    await setProblem(null);
    [status] = await switchOn({ destination: `${dead}2` });
    assert.equal(status, 409, 'the check was of another destination');
    assert.equal((await bed.app.get(itemPath)).body.destination, dead, 'nothing of it is stored');
    [status] = await switchOn();
    assert.equal(status, 200);
    await setProblem('No agent answered.');
    assert.equal(
      (await bed.app.patch(itemPath, { name: 'Dead 2' })).status,
      200,
      'it is on already',
    );
    const moved = await bed.app.patch(itemPath, { destination: `${dead}2` });
    assert.equal(moved.status, 409, moved.text);
    const observed = await bed.app.patch(itemPath, { destination: `${dead}2`, mode: 'observe' });
    assert.deepEqual([observed.status, observed.body.check.checked_at], [200, null]);
    assert.equal((await bed.app.request('DELETE', itemPath)).status, 204);
  });

  it('M3.5 the same question waits after one to a destination that ends alike was not answered', async () => {
    const alike = 'brics.isambard.others.dead';
    for (const destination of [dead, alike]) {
      await bed.app.create(path, { name: destination, destination });
    }
    const [first, second] = await bed.app.db
      .selectFrom('resource')
      .select(['id', 'destination'])
      .orderBy('id')
      .execute();
    assert.ok(first && second);
    const context = bed.createCheckContext();
    await bed.advanceUntil(checkResource(context, first));
    assert.match((await checkResource(context, second)) ?? '', /has not answered/);
    const { body } = await bed.app.get(`${path}?name=${alike}`);
    assert.equal(body[0].check.checked_at, null);
    const later = { ...context, clock: () => new Date(Date.now() + 131_000) };
    const work = checkResource(later, second);
    await bed.advanceUntil(work);
    assert.equal(await work, null);
  });
});
