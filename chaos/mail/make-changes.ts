/* Changes of awards, projects, machines and roles, of which people and receivers must hear. */

import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { eventTypes } from '../../src/announcements/event-catalogue.ts';
import { type ApiAccess, callApi, callApiForJson } from '../../test/support/call-api.ts';
import { awardDetails, TestApp } from '../../test/support/test-app.ts';
import type { TestDatabase } from '../../test/support/test-database.ts';
import type { ExpectedMail } from './mail-check.ts';

export const adminToken = 'chaos-admin-0123456789';
/** Hears of everybody who joins the project. */
export const LEAD = 'lead@site.example';
const MAX_MEMBERS = 2000;
/** Every fourth turn brings an award, which takes as long as several changes of people. */
const AWARD_EVERY = 4;

/** Gives staff an email, and makes accounts that can join a project. Returns their UUIDs. */
export async function addPeople({ db }: TestDatabase): Promise<string[]> {
  await sql`insert into person (username, first_name, last_name, date_joined, is_staff)
    values ('staff', 'staff', '', now(), true)`.execute(db);
  await sql`update person set email = 'staff@site.example' where username = 'staff'`.execute(db);
  const { rows } = await sql<{ uuid: string }>`
    insert into person (username, first_name, last_name, email, date_joined)
    select name, name, '', case name when 'person-0' then ${LEAD} else '' end, now()
    from generate_series(0, ${MAX_MEMBERS}) number, concat('person-', number) as name
    returning uuid`.execute(db);
  return rows.map(({ uuid }) => uuid);
}

/** What the run is done with. */
interface Target {
  ports: readonly number[];
  /** Stands for the bridge: it has the messages of an awarding portal processed. Closes the database. */
  awards: TestApp;
}

/** A service in this process, on the database of the replicas. It delivers nothing. */
export async function openAwardSource(database: TestDatabase): Promise<TestApp> {
  const awards = await TestApp.open({}, { database });
  awards.now = new Date();
  await awards.createTemplateWithCustomers({ approval_limit: '100' });
  await sql`insert into resource (name, destination, seconds_per_credit, created)
    values ('cluster', 'brics.isambard.clusters.cluster', 3600, now())`.execute(awards.db);
  return awards;
}

/** Has every event sent to each of the paths of a receiver. */
export async function createWebhooks(
  ports: readonly number[],
  receiverUrl: string,
  paths: readonly string[],
): Promise<void> {
  for (const path of paths) {
    const webhook = {
      name: `Chaos ${path}`,
      destination_url: new URL(path, receiverUrl).href,
      event_types: eventTypes,
    };
    await callApiForJson(accessReplica(ports, 0), 'POST', '/api/webhooks/', webhook);
  }
}

/** One of the replicas, by `turn`, for staff. */
export function accessReplica(ports: readonly number[], turn: number): ApiAccess {
  const url = `http://127.0.0.1:${ports[turn % ports.length]}`;
  return { url, token: adminToken, timeoutMs: 10_000 };
}

/** What a POST by staff made; null where it was not confirmed. */
async function post(
  ports: readonly number[],
  turn: number,
  path: string,
  body: unknown,
): Promise<{ url: string; uuid: string } | null> {
  const { status, text } = await callApi(accessReplica(ports, turn), 'POST', path, body);
  if (status < 200 || status >= 300) return null;
  return JSON.parse(text || '{}');
}

/**
 * Invites somebody, adds a member and, at some turns, lives through an award. Returns the mails of what
 * was confirmed, in order; more may have been done.
 */
export async function makeChanges(
  target: Target,
  [lead, ...members]: readonly string[],
  isOver: () => boolean,
): Promise<ExpectedMail[]> {
  const { ports } = target;
  const customer = await post(ports, 0, '/api/customers/', { name: 'Chaos' });
  const project =
    customer && (await post(ports, 0, '/api/projects/', { name: 'Chaos', customer: customer.url }));
  if (customer === null || project === null) throw new Error('The project could not be created.');
  const addUser = `/api/projects/${project.uuid}/add_user/`;
  await post(ports, 0, addUser, { user: lead, role: 'PROJECT.MANAGER' });
  const expected: ExpectedMail[] = [];
  for (let turn = 1; !isOver() && turn < members.length; turn++) {
    const email = `guest-${turn}@site.example`;
    const invitation = { email, role: 'CUSTOMER.OWNER', scope: customer.url };
    if ((await post(ports, turn, '/api/user-invitations/', invitation)) !== null) {
      expected.push({ recipient: email, about: email });
    }
    const role = { user: members[turn - 1], role: 'PROJECT.MEMBER' };
    if ((await post(ports, turn, addUser, role)) !== null) {
      expected.push({ recipient: LEAD, about: `person-${turn}` });
    }
    if (turn % AWARD_EVERY === 1) expected.push(...(await liveThroughAward(target, turn)));
    await pause(20);
  }
  return expected;
}

/** An award arrives, is approved, and its project is blocked on a machine. */
async function liveThroughAward({ ports, awards }: Target, turn: number): Promise<ExpectedMail[]> {
  const identifier = `p${turn}.ukri`;
  const name = `Award ${turn}`;
  const recipient = `pi-${turn}@site.example`;
  awards.now = new Date();
  const details = { ...awardDetails, name, members: { [recipient]: 'PI' } };
  await awards.sendInstruction('create_project', details, identifier);
  const approve = `${awards.getAwardPath(identifier)}approve/`;
  if ((await post(ports, turn, approve, { comment: 'Welcome' })) === null) return [];
  const expected = [{ recipient, about: `award_approved ${identifier}` }];
  const { rows } = await sql<{ project: string; resource: string }>`
    with placed as (
      insert into machine_project (project_id, resource_id, wanted, wanted_reason, wanted_limit,
        wanted_since)
      select award.project_id, resource.id, 'present', 'running', 0, now()
      from managed_project award, resource where award.identifier = ${identifier}
      returning project_id, resource_id)
    select project.uuid as project, resource.uuid as resource
    from placed join project on project.id = project_id
    join resource on resource.id = resource_id`.execute(awards.db);
  const [place] = rows;
  const block = `/api/projects/${place?.project}/machines/${place?.resource}/block/`;
  if ((await post(ports, turn, block, { comment: 'Misuse' })) !== null) {
    expected.push({ recipient, about: `project_blocked ${name}` });
  }
  return expected;
}
