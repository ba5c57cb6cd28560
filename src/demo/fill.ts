import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { createToken, type NewToken } from '../access/tokens.ts';
import { destinationOf } from '../award/identifiers.ts';
import type { Database } from '../database/schema.ts';
import { paths, projectUrl } from '../http/addresses.ts';
import type { App } from '../http/resource.ts';
import { answerJob } from '../openportal/answer.ts';
import { createServer } from '../server.ts';
import { type DemoAward, demoAwards } from './awards.ts';
import { customers, localProjects, people, reviewers, roles, templates } from './desk-data.ts';

interface Demo {
  db: Kysely<Database>;
  /** The service's own routes and rules, on a clock that runs through the last weeks. */
  server: App;
  clock: { now: Date };
  portal: string;
  baseUrl: string;
  /** Keys of those who act, by user name. */
  keys: Map<string, string>;
}

/**
 * Fills an empty desk for demonstration: organisations, people and templates over the REST
 * interface, awards as jobs, decisions by reviewers; nothing is written past the rules.
 * null, and nothing done, where the desk is not empty.
 */
export async function fillDemo(
  db: Kysely<Database>,
  { portal, baseUrl, now }: { portal: string; baseUrl: string; now: Date },
): Promise<{ awards: number } | null> {
  const customer = await db.selectFrom('customer').select('id').limit(1).executeTakeFirst();
  if (customer) return null;
  const awards = demoAwards(now);
  const clock = { now: daysBefore(now, 60) };
  const server = await createServer({
    db,
    clock: () => clock.now,
    portal: () => portal,
    bridge: null,
    publicUrl: baseUrl,
    log: false,
  });
  const demo: Demo = { db, server, clock, portal, baseUrl, keys: new Map() };
  try {
    await lendKey(demo, await firstStaff(db));
    await furnish(demo);
    for (const award of awards) await live(demo, award, now);
    return { awards: awards.length };
  } finally {
    await returnKeys(demo);
    await server.close();
  }
}

async function firstStaff(db: Kysely<Database>): Promise<string> {
  const person = await db
    .selectFrom('person')
    .select('username')
    .where('is_staff', '=', true)
    .where('is_active', '=', true)
    .orderBy('id')
    .executeTakeFirstOrThrow();
  return person.username;
}

const keyName = 'demonstration';

/** Lets the demonstration act as somebody, until it is done. */
async function lendKey({ db, clock, keys }: Demo, username: string): Promise<void> {
  const { id } = await db
    .selectFrom('person')
    .select('id')
    .where('username', '=', username)
    .executeTakeFirstOrThrow();
  const now = clock.now.toISOString();
  const token: NewToken = { personId: id, name: keyName, scope: 'admin', now, expiresAt: null };
  keys.set(username, await createToken(db, token));
}

async function returnKeys({ db }: Demo): Promise<void> {
  await db.deleteFrom('api_token').where('name', '=', keyName).execute();
}

/** Organisations, people, roles, templates and the projects that are there already. */
async function furnish(demo: Demo): Promise<void> {
  const [staff] = [...demo.keys.keys()];
  const make = async (path: string, body: object): Promise<Made> =>
    send<Made>(demo, staff as string, 'POST', path, body);
  const customerOf = new Map<string, Made>();
  const personOf = new Map<string, Made>();
  for (const customer of customers) {
    customerOf.set(customer.name, await make(paths.customers, customer));
  }
  for (const person of people) personOf.set(person.username, await make(paths.users, person));
  for (const [username, customer, role] of roles) {
    const { uuid } = customerOf.get(customer) as Made;
    const user = (personOf.get(username) as Made).uuid;
    await make(`${paths.customers}${uuid}/add_user/`, { user, role });
  }
  const provider = customerOf.get(customers[0].name)?.url;
  for (const template of templates) {
    const customer = customerOf.get(template.customer)?.url;
    await make(paths.templates, { ...template, provider, customer });
  }
  for (const project of localProjects) {
    await make(paths.projects, { ...project, customer: customerOf.get(project.customer)?.url });
  }
  for (const username of reviewers) await lendKey(demo, username);
}

interface Made {
  uuid: string;
  url: string;
}

/** An award arrives as a job, and meets its fate some days later. */
async function live(demo: Demo, award: DemoAward, now: Date): Promise<void> {
  demo.clock.now = daysBefore(now, award.age);
  await ask(demo, award, 'create_project', award.details);
  demo.clock.now = daysBefore(now, award.age / 2);
  const reviewer = reviewerOf(award);
  if (award.fate === 'withdraw') await ask(demo, award, 'remove_project');
  if (award.fate === 'appeal') {
    await ask(demo, award, 'update_project', {
      ...award.details,
      notes: [
        {
          timestamp: demo.clock.now.toISOString(),
          author: 'panel',
          text: 'Twice the time was granted after the appeal.',
        },
      ],
      description: `${award.details.description} Extended after an appeal.`,
    });
  }
  if (!(await isPending(demo, award))) return;
  if (award.fate === 'approve') await review(demo, award, reviewer, 'approve', 'Fits the call.');
  if (award.fate === 'reject') {
    await review(demo, award, reviewer, 'reject', 'Please apply to the next open call instead.');
  }
  if (award.fate === 'note') {
    const [staff] = [...demo.keys.keys()] as [string];
    await send(demo, staff, 'POST', `${addressOf(demo, award)}add-note/`, {
      text: 'Asked the awarding portal about the storage that this needs.',
    });
  }
}

/** The two share the awards of ukri; those of the other portal are for one of them. */
function reviewerOf({ identifier }: DemoAward): string {
  const isShared = identifier.endsWith('.ukri');
  return isShared && /[02468]\./.test(identifier) ? reviewers[1] : reviewers[0];
}

async function ask(
  demo: Demo,
  award: DemoAward,
  verb: string,
  details?: Record<string, unknown>,
): Promise<void> {
  const [, awardingPortal] = award.identifier.split('.') as [string, string];
  const seconds = Math.floor(demo.clock.now.getTime() / 1000);
  const job = {
    id: randomUUID(),
    created: seconds,
    changed: seconds,
    expires: seconds + 120,
    version: 2,
    command: `${demo.portal}.bridge.${award.offering} ${verb} ${award.identifier} ${details ? JSON.stringify(details) : ''}`,
    state: 'Pending',
    result: null,
    result_type: null,
    forwarded_for: destinationOf(awardingPortal, demo.portal, award.offering),
  };
  const desk = {
    db: demo.db,
    clock: () => demo.clock.now,
    portal: demo.portal,
    projectUrl: (uuid: string) => projectUrl(demo.baseUrl, uuid),
  };
  await answerJob(desk, job, (_reference, error) => {
    throw error;
  });
}

function addressOf(demo: Demo, { identifier, offering }: DemoAward): string {
  const [, awardingPortal] = identifier.split('.') as [string, string];
  const destination = destinationOf(awardingPortal, demo.portal, offering);
  return `${paths.managedProjects}${identifier}/${destination}/`;
}

async function isPending(demo: Demo, award: DemoAward): Promise<boolean> {
  const shown = await send<{ state: string; details: { earliest_approve?: string } }>(
    demo,
    reviewers[0],
    'GET',
    addressOf(demo, award),
  );
  return shown.state === 'pending' && shown.details.earliest_approve === undefined;
}

async function review(
  demo: Demo,
  award: DemoAward,
  reviewer: string,
  action: 'approve' | 'reject',
  comment: string,
): Promise<void> {
  await send(demo, reviewer, 'POST', `${addressOf(demo, award)}${action}/`, { comment });
}

/** A request as somebody. Throws what the service answers where it refuses. */
async function send<Reply>(
  { server, keys }: Demo,
  username: string,
  method: 'GET' | 'POST',
  url: string,
  body?: object,
): Promise<Reply> {
  const reply = await server.inject({
    method,
    url,
    headers: { authorization: `Token ${keys.get(username)}` },
    ...(body && { payload: body }),
  });
  if (reply.statusCode >= 400) {
    throw new Error(`The demonstration was refused: ${method} ${url}: ${reply.body}`);
  }
  return (reply.body === '' ? null : reply.json()) as Reply;
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000);
}
