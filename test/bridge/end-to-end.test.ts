import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ConnectedService, waitUntil } from '../support/connected-service.ts';

/* Issue 3: awarding portal → stand-in → Gatehouse → answer, each in its own process. */

let testService: ConnectedService;
before(async () => {
  testService = await ConnectedService.open();
  await testService.createTemplate();
});
after(() => testService.close());

const details = (more: object = {}) =>
  JSON.stringify({ name: 'Deep sea', template: 'open-call', allocation: '500 NHR', ...more });

/** Asks as the awarding portal does; gives the job as the bridge has it then. */
async function ask(
  instruction: string,
  more: Parameters<typeof testService.standIn.submitCommand>[1] = {},
) {
  return testService.standIn.waitForAnswer(
    await testService.standIn.submitCommand(instruction, more),
  );
}

const award = (identifier: string) =>
  `/api/openportal-managed-projects/${identifier}/ukri.brics.isambard-ai/`;

describe('each instruction', () => {
  test('create_project within the limits', async () => {
    const job = await ask(`create_project e1.ukri ${details({ name: 'Éxploring ☕ – Ωμέγα' })}`);
    assert.equal(job.state, 'Complete');
    assert.equal(job.result_type, 'ProjectMapping');
    assert.match(JSON.parse(String(job.result)), /^e1\.ukri:a\d[a-z]+\.brics$/);
    assert.equal(
      (await testService.request('GET', award('e1.ukri'))).body.details.name,
      'Éxploring ☕ – Ωμέγα',
    );
  });

  test('the same again gets the same', async () => {
    const again = `create_award e1.ukri ${details({ name: 'Éxploring ☕ – Ωμέγα' })}`;
    const [first, second] = [await ask(again), await ask(again)];
    assert.equal(first.result, second.result);
  });

  for (const [verb, type] of [
    ['get_project', 'ProjectDetails'],
    ['get_award', 'ProjectDetails'],
    ['get_project_mapping', 'ProjectMapping'],
    ['get_users', 'Vec<UserMapping>'],
  ] as const) {
    test(verb, async () => {
      const job = await ask(`${verb} e1.ukri`);
      assert.deepEqual([job.state, job.result_type], ['Complete', type]);
    });
  }

  for (const [verb, type] of [
    ['get_projects', 'Vec<ProjectMapping>'],
    ['get_awards', 'Vec<ProjectDetails>'],
    ['list_awards', 'Vec<ProjectDetails>'],
  ] as const) {
    test(verb, async () => {
      const job = await ask(`${verb} ukri`);
      assert.deepEqual([job.state, job.result_type], ['Complete', type]);
      assert.match(String(job.result), /e1\.ukri|xploring/);
    });
  }

  test('update_project, and of an award never seen', async () => {
    const job = await ask(`update_project e1.ukri ${details({ description: 'new' })}`);
    assert.equal(job.state, 'Complete');
    const unseen = await ask(`update_award e2.ukri ${details()}`);
    assert.deepEqual([unseen.state, unseen.result_type], ['Error', 'Error']);
    assert.equal((unseen.error as { kind: string }).kind, 'award_pending');
  });

  test('remove_project, also of what was never held', async () => {
    for (const instruction of ['remove_project e2.ukri', 'remove_award never.ukri']) {
      const job = await ask(instruction);
      assert.deepEqual([job.state, job.result_type], ['Complete', 'ProjectMapping']);
      assert.match(JSON.parse(String(job.result)), /:None$/);
    }
  });

  for (const verb of [
    'get_usage_report e1.ukri this_week',
    'get_usage_reports ukri this_week',
    'get_storage_report e1.ukri',
    'get_storage_reports ukri',
  ]) {
    test(`${verb} is answered`, async () => {
      const job = await ask(verb);
      assert.equal(job.state, 'Complete', String(job.result));
      assert.match(String(job.result), /"reports"|"project_quotas"/);
    });
  }

  test('an unknown instruction is not supported', async () => {
    const job = await ask('dance e1.ukri');
    assert.equal((job.error as { kind: string }).kind, 'unsupported');
    assert.match(String(job.result), /^OpenPortalUnsupportedCommandError: /);
  });

  test('what is rejected says why', async () => {
    const job = await ask(`create_project e3.ukri ${details({ template: 'other' })}`);
    assert.equal((job.error as { kind: string }).kind, 'award_rejected');
    const imposter = await ask(`create_project e4.ukri ${details()}`, {
      forwardedFor: 'stfc.brics.isambard-ai',
    });
    assert.equal((imposter.error as { kind: string }).kind, 'award_rejected');
  });

  test('an older bridge does not say for whom', async () => {
    const job = await ask(`create_project e5.ukri ${details({ name: 'Older' })}`, {
      forwardedFor: null,
    });
    assert.equal(job.state, 'Complete');
  });

  test('every field that we do not know comes back as it was', async () => {
    const extra = { board: 99, nested: { deep: [1, null, 'é'] }, 'odd key': 1.5 };
    const job = await ask('get_award e1.ukri', { extra });
    assert.deepEqual([job.board, job.nested, job['odd key']], [99, extra.nested, 1.5]);
    assert.equal(job.version, 1002);
  });
});

test('the life of one award', async () => {
  const create = `create_project life.ukri ${details({ name: 'Life', allocation: '2000 NHR' })}`;
  const kind = (job: Record<string, unknown>) => (job.error as { kind: string } | null)?.kind;
  assert.equal(kind(await ask(create)), 'award_pending');
  assert.equal(
    (await testService.request('POST', `${award('life.ukri')}approve/`, {})).status,
    200,
  );
  const mapped = await ask(create);
  assert.match(String(mapped.result), /^"life\.ukri:a\d[a-z]+\.brics"$/);

  const larger = details({ name: 'Life', allocation: '4000 NHR' });
  assert.equal(kind(await ask(`update_project life.ukri ${larger}`)), 'award_pending');
  const pending = (await testService.request('GET', award('life.ukri'))).body;
  assert.equal(pending.project_data.credits, '2000.00');
  assert.equal(
    (await testService.request('POST', `${award('life.ukri')}approve/`, {})).status,
    200,
  );
  assert.equal(
    (await testService.request('GET', award('life.ukri'))).body.project_data.credits,
    '4000.00',
  );
  assert.equal((await ask(`create_project life.ukri ${larger}`)).result, mapped.result);

  const removed = await ask('remove_project life.ukri');
  assert.equal(removed.result, '"life.ukri:None"');
  assert.equal((await testService.request('GET', award('life.ukri'))).body.state, 'canceled');
  const listCommands = async () =>
    (await testService.standIn.getNotifications())
      .map(({ command }) => command)
      .filter((command) => command.endsWith(' life.ukri'));
  await waitUntil(async () => (await listCommands()).length >= 2);
  assert.deepEqual(await listCommands(), [
    'isambard-ai.brics.ukri award_accepted life.ukri',
    'isambard-ai.brics.ukri award_accepted life.ukri',
  ]);
});

describe('notifications', () => {
  test('each decision is notified, in order', async () => {
    const create = `create_project told.ukri ${details({ name: 'Told', allocation: '2000 NHR' })}`;
    await ask(create);
    const url = award('told.ukri');
    assert.equal(
      (await testService.request('POST', `${url}reject/`, { comment: 'no' })).status,
      200,
    );
    assert.equal((await testService.request('POST', `${url}reopen/`, {})).status, 200);
    assert.equal((await testService.request('POST', `${url}approve/`, {})).status, 200);
    assert.equal((await testService.request('POST', `${url}add-note/`, { text: 'x' })).status, 200);
    assert.equal((await testService.request('POST', `${url}detach/`)).status, 200);
    assert.equal((await testService.request('DELETE', `${url}delete/`)).status, 204);
    const events = async () =>
      (await testService.standIn.getNotifications())
        .map(({ command }) => command.split(' '))
        .filter(([, , identifier]) => identifier === 'told.ukri')
        .map(([, event]) => event);
    await waitUntil(async () => (await events()).length === 6);
    assert.deepEqual(await events(), [
      'award_rejected',
      'award_changed',
      'award_accepted',
      'award_changed',
      'award_changed',
      'award_removed',
    ]);
    assert.equal((await testService.status()).outbox.depth, 0);
  });

  test('what is notified of an award that we hold shows in its audit, once', async () => {
    const address = 'ukri.brics.isambard-ai';
    for (const event of [
      'user_added alice.e1.ukri',
      'award_changed e1.ukri',
      'project_added e1.ukri',
    ]) {
      const id = await testService.standIn.sendNotification(address, event);
      await waitUntil(
        async () => (await testService.standIn.getNotificationDelivery(id)).state === 'delivered',
      );
      // The 200 deleted it there; a late repetition is known here.
      const again = await testService.request(
        'GET',
        `/api/openportal/fetch_notification/?notification_id=${id}`,
      );
      assert.equal(again.status, 200);
    }
    const audit = await testService.request(
      'GET',
      '/api/openportal-managed-project-audit/?managed_project_identifier=e1.ukri&event_type=note_added',
    );
    const history = audit.body.map((entry: { action: string; note: string }) => [
      entry.action,
      entry.note,
    ]);
    const note = 'Notification from the OpenPortal network:';
    assert.deepEqual(history.toSorted(), [
      ['award_changed', `${note} award_changed e1.ukri`],
      ['project_added', `${note} project_added e1.ukri`],
      ['user_added', `${note} user_added alice.e1.ukri`],
    ]);
  });

  test('of an award that we do not hold, or of no known kind: recorded and nothing more', async () => {
    const before = (await testService.request('GET', '/api/openportal-managed-project-audit/'))
      .headers;
    for (const event of [
      'award_changed ghost.ukri',
      'x',
      `award_changed ${'y'.repeat(5000)}.ukri`,
    ]) {
      const id = await testService.standIn.sendNotification('ukri.brics.isambard-ai', event);
      await waitUntil(
        async () => (await testService.standIn.getNotificationDelivery(id)).state === 'delivered',
      );
    }
    const after = (await testService.request('GET', '/api/openportal-managed-project-audit/'))
      .headers;
    assert.equal(after.get('x-result-count'), before.get('x-result-count'));
  });
});

test('the stand-in found nothing to complain about', async () => {
  assert.deepEqual(await testService.standIn.getViolations(), []);
});
