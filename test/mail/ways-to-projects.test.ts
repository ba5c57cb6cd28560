import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import { mailKindInfos, type MailKind } from '../../src/mail/mail-kinds.ts';
import { endEmbargoes } from '../../src/managed-projects/end-embargoes.ts';
import { acceptInvitations } from '../../src/people/invitations.ts';
import { awardDetails } from '../support/test-app.ts';
import { DAY, HOUR, MailTestBed, summarize } from './mail-test-bed.ts';

/*
 * For each way in which something can happen to an award or its project: who of its people hears of
 * it (docs/rules/mail.md, N2.3). Paula is admin, max is manager, mia is a member, lena leads another
 * project; the award names paula and max.
 */

let bed: MailTestBed;
before(async () => {
  bed = await MailTestBed.open();
});
after(() => bed.close());
beforeEach(async () => {
  await bed.reset();
  for (const name of ['paula', 'max', 'mia', 'lena']) await bed.createPersonWithEmail(name);
  await bed.app.patch(`/api/openportal-project-template/${bed.here.template.uuid}/`, {
    role_mapping: { PI: 'PROJECT.ADMIN', Deputy: 'PROJECT.MANAGER', Researcher: 'PROJECT.MEMBER' },
  });
});

const members = {
  'paula@site.example': 'PI',
  'max@site.example': 'Deputy',
  'mia@site.example': 'Researcher',
};
const details = { ...awardDetails, members };
const path = (): string => bed.app.getAwardPath();
const send = (instruction: string, changed?: object) =>
  bed.app.sendInstruction(instruction, changed && { ...details, ...changed });
const review = (action: string, as = 'rita', body: object = {}) =>
  bed.app.post(`${path()}${action}/`, body, { as });
const remove = (target: string) => bed.app.request('DELETE', target);
const endEmbargo = async (): Promise<void> => {
  bed.advance(HOUR + 1000);
  const { db } = bed.app;
  await endEmbargoes({
    db,
    clock: () => bed.app.now,
    baseUrl: '',
    onError: (error) => assert.fail(String(error)),
  });
};
const soon = (): string => new Date(bed.app.now.getTime() + HOUR).toISOString();

async function findProjectUuid(name: string): Promise<string> {
  const { uuid } = await bed.app.db
    .selectFrom('project')
    .select('uuid')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return uuid;
}

/** Another project of the customer, which lena leads. */
async function createOtherProject(): Promise<string> {
  const customer = `/api/customers/${bed.here.customer.uuid}/`;
  const { uuid } = await bed.app.create('/api/projects/', { name: 'Other', customer });
  await bed.app.post(`/api/projects/${uuid}/add_user/`, {
    user: bed.uuidOf('lena'),
    role: 'PROJECT.ADMIN',
  });
  return uuid;
}

/** An award that the robot approved; max and mia have their roles, paula is still invited. */
async function begin(): Promise<void> {
  await send('create_project', {});
  const project = await findProjectUuid('Deep sea');
  for (const [name, role] of [
    ['max', 'PROJECT.MANAGER'],
    ['mia', 'PROJECT.MEMBER'],
  ] as const) {
    const user = bed.uuidOf(name);
    await bed.app.post(`/api/projects/${project}/add_user/`, { user, role });
  }
}

async function signInPaula(): Promise<void> {
  bed.advance(HOUR);
  const paula = bed.app.people.get('paula');
  assert.ok(paula);
  const sign = { now: bed.app.now.toISOString(), clientIp: '' };
  await bed.app.db
    .transaction()
    .execute((trx) =>
      acceptInvitations(trx, { ...paula, username: 'paula' } as never, 'paula@site.example', sign),
    );
}

/** `kind: names`, for the mails to people of projects that `act` causes. */
async function listMails(act: () => Promise<unknown>): Promise<string[]> {
  await bed.deliver();
  await sql`delete from mail_message`.execute(bed.app.db);
  await act();
  await bed.deliver();
  const { rows } = await sql<{ kind: MailKind; recipient: string }>`
    select kind, recipient from mail_message where state = 'sent' order by recipient`.execute(
    bed.app.db,
  );
  const ofProjects = rows.filter(({ kind }) => mailKindInfos[kind].audience === 'project');
  const byKind = Map.groupBy(ofProjects, ({ kind }) => kind);
  return [...byKind].map(
    ([kind, mails]) =>
      `${kind}: ${mails.map(({ recipient }) => recipient.replace(/@.*/, '')).join()}`,
  );
}

type Way = [
  way: string,
  prepare: () => Promise<unknown>,
  act: () => Promise<unknown>,
  mails: string[],
];
const nothing = async (): Promise<void> => undefined;
const wait = () => send('create_project', { allocation: '5000 NHR' });
const askForMore = async (): Promise<void> => {
  await begin();
  await send('update_project', { allocation: '5000 NHR' });
};

const ways: Way[] = [
  ['the robot approves', nothing, () => send('create_project', {}), ['award_approved: max,paula']],
  ['a reviewer approves', wait, () => review('approve'), ['award_approved: max,paula']],
  ['staff approve', wait, () => review('approve', 'staff'), ['award_approved: max,paula']],
  [
    'the robot approves at the end of the embargo',
    () => send('create_project', { earliest_approve: soon() }),
    endEmbargo,
    ['award_approved: max,paula'],
  ],
  [
    'the robot rejects what is above the maximum',
    nothing,
    () => send('create_project', { allocation: '20000 NHR' }),
    ['award_rejected: max,paula'],
  ],
  ['a reviewer rejects', wait, () => review('reject'), ['award_rejected: max,paula']],
  [
    'its portal withdraws an award that waits',
    wait,
    () => send('remove_project'),
    ['award_withdrawn: max,paula'],
  ],
  [
    'the robot grants more',
    begin,
    () => send('update_project', { allocation: '700 NHR' }),
    ['award_approved: max,paula'],
  ],
  [
    'the portal asks for less',
    begin,
    () => send('update_project', { allocation: '300 NHR' }),
    ['award_approved: max,paula'],
  ],
  [
    'the portal changes the description',
    begin,
    () => send('update_project', { description: 'New' }),
    [],
  ],
  ['a reviewer grants more', askForMore, () => review('approve'), ['award_approved: max,paula']],
  [
    'a reviewer refuses a change',
    askForMore,
    () => review('refuse-change'),
    ['change_refused: max,paula'],
  ],
  [
    'the robot refuses a change above the maximum',
    begin,
    () => send('update_project', { allocation: '20000 NHR' }),
    ['change_refused: max,paula'],
  ],
  [
    'a reviewer rejects an award that runs',
    askForMore,
    () => review('reject'),
    ['award_rejected: max,paula'],
  ],
  [
    'the robot rejects a change after the end',
    begin,
    async () => {
      bed.app.now = new Date('2027-06-01T12:00:00Z');
      await send('update_project', { allocation: '600 NHR' });
    },
    ['award_rejected: max,paula'],
  ],
  [
    'its portal withdraws an award that runs',
    begin,
    () => send('remove_project'),
    ['award_withdrawn: max,paula'],
  ],
  [
    'staff delete an award',
    begin,
    () => remove(`${path()}delete/`),
    ['award_withdrawn: max,paula'],
  ],
  ['a reviewer detaches an award', begin, () => review('detach'), ['award_moved: max,paula']],
  [
    'staff attach an award to another project',
    async () => {
      await begin();
      await review('detach');
      await createOtherProject();
    },
    async () => review('attach', 'staff', { project_uuid: await findProjectUuid('Other') }),
    ['award_moved: lena,max,paula'],
  ],
  [
    'staff remove a project',
    begin,
    async () => remove(`/api/projects/${await findProjectUuid('Deep sea')}/`),
    ['project_removed: max,paula'],
  ],
  [
    'staff remove a project that has ended',
    begin,
    async () => {
      bed.app.now = new Date('2027-06-01T12:00:00Z');
      await remove(`/api/projects/${await findProjectUuid('Deep sea')}/`);
    },
    ['project_removed: max,paula'],
  ],
  [
    'the portal asks for less while a change waits',
    askForMore,
    () => send('update_project', { allocation: '300 NHR' }),
    ['award_approved: max,paula'],
  ],
  [
    'the portal asks for nothing any more',
    begin,
    () => send('update_project', { allocation: 'No allocation' }),
    ['award_approved: max,paula'],
  ],
  [
    'the portal asks for something after nothing',
    () => send('create_project', { allocation: 'No allocation' }),
    () => send('update_project', { allocation: '300 NHR' }),
    ['award_approved: max,paula'],
  ],
  ['an invited person signs in', begin, signInPaula, ['member_joined: max']],
];

describe('admins and managers, also those who are only invited, and no plain members, hear when', () => {
  for (const [way, prepare, act, mails] of ways) {
    test(way, async () => {
      await prepare();
      assert.deepEqual(await listMails(act), mails);
    });
  }
});

test('reviewers hear as well of fewer credits that apply while a change waits', async () => {
  await askForMore();
  await bed.deliver();
  bed.advance(HOUR);
  await send('update_project', { allocation: '300 NHR' });
  const subjects = summarize(await bed.deliver());
  assert.deepEqual(subjects, [
    'max@site.example: [Example site] p1.ukri was changed: Deep sea',
    'paula@site.example: [Example site] p1.ukri was changed: Deep sea',
    'rita@site.example: [Example site] p1.ukri was changed while it waits: Deep sea',
  ]);
});

describe('of those whom an award names, no mail goes to', () => {
  const withdraw = () => send('remove_project');

  for (const [way, act] of [
    ['award_withdrawn', withdraw],
    ['award_rejected', () => review('reject')],
    ['award_moved', () => review('detach')],
  ] as const) {
    test(`who was removed from the project by hand: ${way}`, async () => {
      await begin();
      const role = { user: bed.uuidOf('max'), role: 'PROJECT.MANAGER' };
      const project = await findProjectUuid('Deep sea');
      await bed.app.post(`/api/projects/${project}/delete_user/`, role);
      if (way === 'award_rejected') await send('update_project', { allocation: '5000 NHR' });
      assert.deepEqual(await listMails(act), [`${way}: paula`]);
    });
  }

  test('who was erased, unless they have an account again', async () => {
    await wait();
    await bed.deliver();
    const erase = `/api/users/${bed.uuidOf('max')}/erase/`;
    assert.equal((await bed.app.post(erase, { username: 'max' })).status, 200);
    assert.deepEqual(await listMails(() => review('reject')), ['award_rejected: paula']);
    await review('reopen');
    await bed.app.post('/api/users/', { username: 'max2', email: 'max@site.example' });
    assert.deepEqual(await listMails(() => review('reject')), ['award_rejected: max,paula']);
  });

  test('whom the allowed domains do not admit', async () => {
    const allowed = ['other.example', 'max@site.example'];
    await send('create_project', { allocation: '5000 NHR', allowed_domains: allowed });
    assert.deepEqual(await listMails(withdraw), ['award_withdrawn: max']);
  });
});

test('mails about a project are in the thread of its award', async () => {
  await begin();
  const project = await findProjectUuid('Deep sea');
  const threads = async (act: () => Promise<unknown>): Promise<string[]> => {
    await bed.deliver();
    await act();
    const mails = await bed.deliver();
    assert.ok(mails.length > 0);
    return [...new Set(mails.map(({ references }) => String(references)))];
  };
  const [thread] = await threads(() => send('update_project', { allocation: '700 NHR' }));
  assert.match(thread ?? '', /^<thread\./);
  assert.deepEqual(await threads(signInPaula), [thread]);
  bed.advance(DAY);
  assert.deepEqual(await threads(() => remove(`/api/projects/${project}/`)), [thread]);
});
