import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { TestApp } from '../support/test-app.ts';
import {
  assertError,
  AwardCase,
  createCustomers,
  type Customers,
  mappingOf,
} from './award-case.ts';

/* The rules of docs/rules/awards.md, as far as the database and the wire bear them. */

const pending = 'ManagedProjectPendingError';
const rejected = 'ManagedProjectRejectedError';

let app: TestApp;
let customers: Customers;
before(async () => {
  app = await TestApp.open();
  customers = await createCustomers(app);
});
after(() => app.close());

const open = (template: Record<string, unknown> = {}) => AwardCase.open(app, customers, template);
const dayFromNow = (days: number): string =>
  new Date(app.now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
const afterDays = (days: number): void => {
  app.now = new Date(app.now.getTime() + days * 86_400_000);
};

describe('changes of a running award', () => {
  test('get_award tells what is in force while a change waits', async () => {
    const award = await open();
    await award.create({ allocation: '900 NHR' });
    assertError(await award.update({ allocation: '1500 NHR' }), pending);
    assert.equal((await award.readOverWire()).allocation, '900 NHR');
    const { details, in_force_allocation } = await award.read();
    assert.deepEqual([details.allocation, in_force_allocation], ['1500 NHR', '900 NHR']);
  });

  test('refusing a change lets the award run on as it was granted', async () => {
    const award = await open();
    const mapping = mappingOf(await award.create({ allocation: '900 NHR' }));
    await award.update({ allocation: '1500 NHR' });
    await award.decide('refuse-change', { comment: 'The machine is full.' });
    const { state, details, refused_allocation, project_data } = await award.read();
    assert.deepEqual([state, details.allocation], ['approved', '900 NHR']);
    assert.deepEqual([refused_allocation, project_data.credits], ['1500 NHR', '900.00']);
    assert.ok(details.notes.some(({ text }: { text: string }) => text.includes('is full')));
    assert.deepEqual(await award.listNotifications(), ['award_changed']);
    assert.equal((await award.listActions()).at(-1), 'change_refused');
    assert.equal(mappingOf(await award.update({ allocation: '1500 NHR' })), mapping);
    assertError(await award.update({ allocation: '1600 NHR' }), pending);
  });

  test('there is no change to refuse on an award without a running project', async () => {
    const award = await open();
    await award.create({ allocation: '2000 NHR' });
    assert.equal((await app.post(`${award.path}refuse-change/`)).status, 409);
    await award.decide('approve');
    assert.equal((await app.post(`${award.path}refuse-change/`)).status, 409);
  });

  test('a decrease applies whatever the maximum is by now', async () => {
    const award = await open();
    const mapping = mappingOf(await award.create({ allocation: '900 NHR' }));
    await award.changeTemplate({ approval_limit: '50', max_credit_limit: '100' });
    assert.equal(mappingOf(await award.update({ allocation: '890 NHR' })), mapping);
    assert.equal((await award.read()).project_data.credits, '890.00');
  });

  test('an increase above the maximum is refused alone', async () => {
    const award = await open();
    const mapping = mappingOf(await award.create({ allocation: '900 NHR' }));
    assert.equal(mappingOf(await award.update({ allocation: '6000 NHR' })), mapping);
    const { state, details, project_data } = await award.read();
    assert.deepEqual([state, project_data.credits], ['approved', '900.00']);
    assert.match(details.notes.at(-1).text, /6000/);
    assert.deepEqual(await award.listNotifications(), ['award_changed']);
    assert.equal(mappingOf(await award.update({ allocation: '6000 NHR' })), mapping);
    assert.deepEqual(await award.listNotifications(), ['award_changed']);
    assert.equal((await award.readOverWire()).allocation, '900 NHR');
  });

  test('waiting is counted from when the award began to wait this time', async () => {
    const award = await open();
    await award.create({ allocation: '900 NHR', end_date: dayFromNow(900) });
    assert.equal((await award.read()).waiting_since, null);
    const { created } = await award.read();
    afterDays(365);
    await award.update({ allocation: '1500 NHR' });
    const topUp = (await award.read()).waiting_since;
    assert.equal(new Date(topUp).getTime(), app.now.getTime());
    afterDays(2);
    await award.update({ description: 'Deeper' });
    const shown = await award.read();
    assert.deepEqual([shown.waiting_since, shown.created], [topUp, created]);
    await award.decide('approve');
    assert.equal((await award.read()).waiting_since, null);
  });

  test('a top-up stands behind older waits in the desk and in the overview', async () => {
    const [toppedUp, waiting] = [await open(), await open()];
    await toppedUp.create({ allocation: '900 NHR', end_date: dayFromNow(900) });
    afterDays(200);
    await waiting.create({ allocation: '1500 NHR', end_date: dayFromNow(900) });
    afterDays(60);
    const countByAge = async () => (await app.get('/api/overview/')).body.pending_by_age;
    const before = await countByAge();
    await toppedUp.update({ allocation: '1500 NHR' });
    const added = (await countByAge()).filter(
      ({ count }: { count: number }, band: number) => count !== before[band].count,
    );
    assert.deepEqual(
      added.map(({ label }: { label: string }) => label),
      ['under 1 day'],
    );
    const order = async (o: string) => {
      const query = `state=pending&page_size=300&o=${o}`;
      const { body } = await app.get(`/api/openportal-managed-projects/?${query}`);
      const all: string[] = body.map(({ identifier }: { identifier: string }) => identifier);
      return all.filter((one) => [toppedUp, waiting].some(({ identifier }) => identifier === one));
    };
    assert.deepEqual(await order('waiting_since'), [waiting.identifier, toppedUp.identifier]);
    assert.deepEqual(await order('created'), [toppedUp.identifier, waiting.identifier]);
  });

  test('a project that is removed here sends its award back to the reviewers', async () => {
    const award = await open();
    await award.create();
    const { project } = await award.read();
    assert.equal((await app.request('DELETE', project)).status, 204);
    const shown = await award.read();
    assert.deepEqual([shown.state, shown.project], ['pending', '']);
    assert.match(shown.review_comment, /removed/);
    assert.deepEqual(await award.listNotifications(), ['award_changed']);
    assertError(await award.create(), pending, /removed/);
  });

  test('a project that had ended and is removed here cancels its award', async () => {
    const award = await open();
    await award.create({ end_date: dayFromNow(20) });
    const { project } = await award.read();
    const now = app.now;
    afterDays(25);
    assert.equal((await app.request('DELETE', project)).status, 204);
    app.now = now;
    assert.equal((await award.read()).state, 'canceled');
    assert.deepEqual(await award.listNotifications(), ['award_removed']);
  });
});

describe('on the wire', () => {
  test('an allocation keeps every digit that it came with', async () => {
    const award = await open();
    await award.create({ allocation: '66.66666666666667 NHR' });
    assert.equal((await award.readOverWire()).allocation, '66.66666666666667 NHR');
  });

  test('a comment of blanks is none, and words follow the class of an error', async () => {
    const award = await open();
    await award.create({ allocation: '2000 NHR' });
    await award.decide('reject', { comment: '  ' });
    assert.equal((await award.read()).review_comment, null);
    assertError(await award.create({ allocation: '2000 NHR' }), rejected);
  });

  test('a note that comes back in another form of its time is one note', async () => {
    const award = await open();
    await award.create();
    app.now = new Date(Math.ceil(app.now.getTime() / 1000) * 1000 + 400);
    await award.decide('add-note', { text: 'One  note' });
    const details = await award.readOverWire();
    const [note] = details.notes;
    const shortest = { ...note, timestamp: note.timestamp.replace(/0+Z$/, 'Z'), text: 'One note' };
    await award.update({ ...details, notes: [shortest] });
    assert.equal((await award.read()).details.notes.length, 1);
  });

  test('project_link is the page of the project under its short name', async () => {
    const award = await open();
    const [, local] = mappingOf(await award.create()).split(':');
    const { project_data } = await award.read();
    const { project_link } = await award.readOverWire();
    assert.equal(`${project_link.id}.${app.portal}`, local);
    assert.equal(project_link.url, `${app.url}/projects/${project_data.uuid}`);
  });

  test('HEAD of one award counts one', async () => {
    const award = await open();
    await award.create();
    const reply = await app.request('HEAD', award.path);
    assert.deepEqual([reply.status, reply.headers.get('x-result-count')], [200, '1']);
  });
});
