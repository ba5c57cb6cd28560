import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* docs/rules/awards.md, A7: instructions that neither create nor update. */

let app: TestApp;
before(async () => {
  app = await TestApp.open();
});
beforeEach(() => app.reset());
after(() => app.close());

const create = (changes: object = {}) =>
  app.sendInstruction('create_project', { ...awardDetails, ...changes });

const award = async () => (await app.get(app.getAwardPath())).body;

describe('other instructions', () => {
  test('remove_project: canceled, its project detached and kept; <id>:None, also when nothing was held', async () => {
    await app.createTemplateWithCustomers();
    assert.equal((await app.sendInstruction('remove_project')).result, '"p1.ukri:None"');
    await create();
    const { project } = await award();
    assert.equal((await app.sendInstruction('remove_award')).result, '"p1.ukri:None"');
    const awardJson = await award();
    assert.deepEqual([awardJson.state, awardJson.project], ['canceled', '']);
    assert.equal('project_link' in awardJson.details, false);
    assert.equal((await app.get(project)).body.is_removed, false);
    const audit = await app.countRows('audit_entry');
    await app.sendInstruction('remove_project');
    assert.equal(await app.countRows('audit_entry'), audit);
    const { body } = await app.get('/api/openportal-managed-project-audit/?event_type=deleted');
    assert.equal(body[0].action, 'withdrawn');
  });

  test('get_award: the details as agreed, overlaid with the project as it is now', async () => {
    await app.createTemplateWithCustomers();
    await create();
    const { project } = await award();
    await app.patch(project, { name: 'Renamed here', end_date: '2027-06-30' });
    for (const verb of ['get_award', 'get_project']) {
      const answer = await app.sendInstruction(verb);
      assert.equal(answer.result_type, 'ProjectDetails');
      const awardJson = JSON.parse(answer.result);
      assert.deepEqual(
        [
          awardJson.name,
          awardJson.end_date,
          awardJson.key,
          awardJson.members,
          awardJson.allocation,
        ],
        ['Renamed here', '2027-06-30', null, { 'ada@example.ac.uk': 'PI' }, '500 NHR'],
      );
      const [uuid] = project.split('/').slice(-2);
      assert.deepEqual(awardJson.project_link, { id: 'a6a', url: `${app.url}/projects/${uuid}` });
    }
  });

  test('canceled or unknown → OpenPortalError', async () => {
    await app.createTemplateWithCustomers();
    const questions = ['get_award', 'get_project', 'get_project_mapping', 'get_users'];
    for (const verb of questions)
      assert.match((await app.sendInstruction(verb)).result, /^OpenPortalError: /);
    await create();
    await app.sendInstruction('remove_project');
    for (const verb of questions)
      assert.match((await app.sendInstruction(verb)).result, /^OpenPortalError: /);
  });

  test('get_awards, get_projects: all of that portal on this offering that is not canceled', async () => {
    const { provider, customer } = await app.createTemplateWithCustomers();
    await app.template(provider, customer, { offering: 'isambard3' });
    await create();
    await app.sendInstruction(
      'create_project',
      { ...awardDetails, name: 'B', allocation: '5000 NHR' },
      'p2.ukri',
    );
    await app.sendInstruction('create_project', { ...awardDetails, name: 'C' }, 'p3.ukri');
    await app.sendInstruction('remove_project', undefined, 'p3.ukri');
    await app.sendInstruction('create_project', { ...awardDetails, name: 'D' }, 'p4.ukri', {
      command: `brics.bridge.isambard3 create_project p4.ukri ${JSON.stringify(awardDetails)}`,
      forwarded_for: 'ukri.brics.isambard3',
    });
    const projects = await app.sendInstruction('get_projects', undefined, 'ukri');
    assert.equal(projects.result_type, 'Vec<ProjectMapping>');
    assert.deepEqual(JSON.parse(projects.result), ['p1.ukri:a6a.brics', 'p2.ukri:None']);
    for (const verb of ['get_awards', 'list_awards']) {
      const awards = await app.sendInstruction(verb, undefined, 'ukri');
      assert.equal(awards.result_type, 'Vec<ProjectDetails>');
      const names = JSON.parse(awards.result).map((awardJson: { name: string }) => awardJson.name);
      assert.deepEqual(names, ['Deep sea', 'B']);
    }
    const other = await app.sendInstruction('get_awards', undefined, 'other');
    assert.match(other.result, /^OpenPortalError: portal: /);
  });

  test('get_project_mapping: by state, like create', async () => {
    await app.createTemplateWithCustomers();
    await create({ allocation: '5000 NHR' });
    assert.equal((await app.sendInstruction('get_project_mapping')).error.kind, 'award_pending');
    await app.post(`${app.getAwardPath()}reject/`, { comment: 'No.' });
    assert.match((await app.sendInstruction('get_project_mapping')).result, /RejectedError: No\.$/);
    await app.post(`${app.getAwardPath()}reopen/`);
    await app.post(`${app.getAwardPath()}approve/`);
    assert.equal((await app.sendInstruction('get_project_mapping')).result, '"p1.ukri:a6a.brics"');
  });

  test('any other instruction: OpenPortalUnsupportedCommandError', async () => {
    for (const verb of ['add_user', 'dance', 'constructor']) {
      const answer = await app.sendInstruction(verb);
      assert.match(answer.result, /^OpenPortalUnsupportedCommandError: /);
      assert.equal(answer.error.kind, 'unsupported');
    }
  });
});
