import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { awardDetails, destination as instance, MachinesTestBed } from './machines-test-bed.ts';

describe('the life of an award on a machine', () => {
  let bed: MachinesTestBed;
  before(async () => {
    bed = await MachinesTestBed.open();
    await bed.createTemplateWithResource();
  });
  after(() => bed.close());

  /** Where ada may work, as the login gate of a site asks. */
  const listAccess = async (): Promise<unknown> => {
    const reply = await bed.app.get('/api/openportal/access_for_email/?q=ada@example.ac.uk');
    return reply.body[0].projects['a6a.brics'].resources;
  };

  it('an approval makes the project, its limit and its members, and proves each', async () => {
    await bed.setBothClocks('2026-12-01T12:00:00Z');
    await bed.addPerson('ada', 'ada@example.ac.uk');
    await bed.app.sendInstruction('create_project', awardDetails);
    await bed.settle();
    await bed.join('ada');
    await bed.settle();
    const pair = await bed.loadPair();
    assert.equal(pair.seen, 'present', pair.last_error ?? '');
    assert.equal(pair.seen_limit, 500 * 3600);
    assert.equal(pair.seen_version, pair.wanted_version);
    assert.equal(pair.local_name, 'brics.a6a');
    assert.deepEqual(await bed.listAccounts(), ['ada.a6a.brics:ada.a6a:brics.a6a']);
    assert.deepEqual(await listAccess(), [{ name: 'Isambard AI', username: 'ada.a6a' }]);
  });

  it('a daily comparison of what is as wanted changes nothing', async () => {
    const before = await bed.listVerbs();
    await bed.advance(25 * 3600);
    const asked = (await bed.listVerbs()).slice(before.length);
    assert.ok(asked.length > 0);
    assert.deepEqual(
      asked.filter((verb) => !/^(get|is)_/.test(verb)),
      [],
    );
  });

  it('somebody without a short name is not added, and it says so', async () => {
    await bed.addPerson('grace', 'grace@example.ac.uk', null);
    await bed.join('grace');
    await bed.settle();
    const member = await bed.loadMember('grace');
    assert.equal(member.wanted, false);
    assert.match(member.wanted_problem ?? '', /no short name/);
    await bed.app.patch(`/api/openportal-userinfo/${bed.app.people.get('grace')?.uuid}/`, {
      shortname: 'grace',
    });
    await bed.settle();
    assert.equal((await bed.listAccounts()).length, 2);
  });

  it('what two people compute is collected, and reported to the awarding portal', async () => {
    const today = bed.app.now.toISOString().slice(0, 10);
    await bed.setBothClocks(`${today}T14:00:00Z`);
    await bed.network.submitJobs([
      { instance, user: 'ada.a6a.brics', submittedAt: `${today}T10:00:00Z`, seconds: 7200 },
      { instance, user: 'grace.a6a.brics', submittedAt: `${today}T11:00:00Z`, seconds: 3600 },
    ]);
    await bed.collect();
    const { reports, users } = await bed.ask(`get_usage_report p1.ukri ${today}`);
    assert.deepEqual(reports[today].reports, {
      'ada.a6a': { seconds: 7200 },
      'grace.a6a': { seconds: 3600 },
    });
    assert.deepEqual(users, { 'ada.p1.ukri': 'ada.a6a', 'grace.p1.ukri': 'grace.a6a' });
    const [{ uuid }] = (await bed.app.get('/api/projects/')).body;
    const { body } = await bed.app.get(`/api/projects/${uuid}/usage/?range=today`);
    assert.deepEqual([body.granted_credits, body.used_credits], ['500.00', '3.00']);
    assert.equal((await bed.loadPair()).wanted_limit, 500 * 3600, 'use never raises a limit');
  });

  it('more credits raise the limit to all that was granted', async () => {
    await bed.app.sendInstruction('update_project', { allocation: '800 NHR' });
    await bed.settle();
    assert.equal((await bed.loadPair()).seen_limit, 800 * 3600);
  });

  it('a member who leaves loses the account', async () => {
    await bed.leave('grace');
    await bed.settle();
    assert.deepEqual(await bed.listAccounts(), ['ada.a6a.brics:ada.a6a:brics.a6a']);
    assert.equal((await bed.loadMember('grace')).seen, 'absent');
    const { users } = await bed.ask('get_usage_report p1.ukri 2026-12-01:2026-12-31');
    assert.equal(users['grace.p1.ukri'], 'grace.a6a', 'what was used keeps the name');
  });

  it('a deactivated account leaves at once, and comes back with the person', async () => {
    const path = `/api/users/${bed.app.people.get('ada')?.uuid}/`;
    assert.equal((await bed.app.patch(path, { is_active: false })).status, 200);
    await bed.settle();
    assert.deepEqual(await bed.listAccounts(), []);
    assert.equal((await bed.app.patch(path, { is_active: true })).status, 200);
    await bed.settle();
    assert.equal((await bed.listAccounts()).length, 1);
  });

  it('after the end it is blocked, and after the grace it is absent', async () => {
    await bed.setTime('2027-04-01T00:00:10Z');
    let pair = await bed.loadPair();
    assert.deepEqual([pair.seen, pair.wanted_reason], ['blocked', 'ended'], pair.last_error ?? '');
    assert.equal(pair.seen_limit, 0);
    assert.deepEqual(await listAccess(), []);
    await bed.setTime('2027-05-01T00:00:10Z');
    pair = await bed.loadPair();
    assert.deepEqual([pair.seen, pair.wanted_reason], ['absent', 'grace_over']);
    assert.equal(pair.seen_proof, 'get_projects');
    assert.deepEqual(await bed.listGroups(), []);
  });

  it('a later end brings it back, with limit and members', async () => {
    await bed.app.sendInstruction('update_project', { end_date: '2027-12-31' });
    await bed.settle();
    const pair = await bed.loadPair();
    assert.equal(pair.seen, 'present', pair.last_error ?? '');
    assert.equal(pair.seen_limit, 800 * 3600);
    assert.equal((await bed.listAccounts()).length, 1);
  });

  it('a withdrawal blocks it at once, and removes it after the grace', async () => {
    await bed.app.sendInstruction('remove_project');
    await bed.settle();
    let pair = await bed.loadPair();
    assert.deepEqual(
      [pair.seen, pair.wanted_reason],
      ['blocked', 'no_award'],
      pair.last_error ?? '',
    );
    await bed.advance(31 * 24 * 3600);
    pair = await bed.loadPair();
    assert.equal(pair.seen, 'absent');
  });

  it('an award that comes back brings the same project back', async () => {
    await bed.app.sendInstruction('create_project', { ...awardDetails, end_date: '2027-12-31' });
    await bed.app.post(`${bed.app.getAwardPath()}approve/`, {});
    await bed.settle();
    const pair = await bed.loadPair();
    assert.equal(pair.seen, 'present', pair.last_error ?? '');
    assert.equal(pair.seen_limit, 500 * 3600);
    assert.deepEqual(await bed.listGroups(), ['a6a.brics:brics.a6a']);
  });

  it('keeps every local name, and writes the history to the audit', async () => {
    const names = await bed.app.db.selectFrom('local_account').select('local_name').execute();
    assert.deepEqual(names.map(({ local_name }) => local_name).sort(), ['ada.a6a', 'grace.a6a']);
    const entries = await bed.app.get('/api/administrative-audit/?subject_kind=machine');
    assert.equal(entries.status, 200);
    const actions = new Set(entries.body.map(({ action }: { action: string }) => action));
    assert.ok(actions.has('machine.wanted') && actions.has('machine.changed'));
  });
});
