import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { issueToken, withdrawToken } from '../access/token-service.ts';
import { startActor } from '../admin-audit/actor.ts';
import { formatDestination } from '../award/identifiers.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { resourcePaths, projectUrl } from '../http/resource-urls.ts';
import type { App } from '../http/route-types.ts';
import { answerJob } from '../openportal/answer-job.ts';
import { createServer } from '../server.ts';
import { type DemoAward, createDemoAwards } from './demo-awards.ts';
import {
  customers,
  manualProjects,
  people,
  reviewers,
  customerRoles,
  templates,
} from './demo-data.ts';

interface DemoContext {
  db: Kysely<Database>;
  /** The service's own routes and rules, on a clock that runs through the last weeks. */
  server: App;
  clock: { now: Date };
  portal: string;
  baseUrl: string;
  /** Tokens of the people who act, by user name. */
  tokens: Map<string, { owner: { id: number; username: string }; uuid: string; key: string }>;
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
  const awards = createDemoAwards(now);
  const clock = { now: subtractDays(now, 60) };
  const server = await createServer({
    db,
    clock: () => clock.now,
    portal: () => portal,
    bridge: null,
    publicUrl: baseUrl,
    log: false,
  });
  const demo: DemoContext = { db, server, clock, portal, baseUrl, tokens: new Map() };
  try {
    await actAs(demo, await findFirstStaff(db));
    await createBaseData(demo);
    for (const award of awards) await simulateAward(demo, award, now);
    return { awards: awards.length };
  } finally {
    await revokeTokens(demo);
    await server.close();
  }
}

async function findFirstStaff(db: Kysely<Database>): Promise<string> {
  const person = await db
    .selectFrom('person')
    .select('username')
    .where('is_staff', '=', true)
    .where('is_active', '=', true)
    .orderBy('id')
    .executeTakeFirstOrThrow();
  return person.username;
}

const TOKEN_NAME = 'demonstration';

/** Gives a person a token, with which the demonstration acts as them until it is filled. */
async function actAs({ db, clock, tokens }: DemoContext, username: string): Promise<void> {
  const owner = await db
    .selectFrom('person')
    .select(['id', 'username'])
    .where('username', '=', username)
    .executeTakeFirstOrThrow();
  const now = clock.now.toISOString();
  const request = { owner, name: TOKEN_NAME, scope: 'admin', now, expiresAt: null } as const;
  const { uuid, key } = await runInTransaction(db, (trx) => issueToken(trx, startActor, request));
  tokens.set(username, { owner, uuid, key });
}

async function revokeTokens({ db, clock, tokens }: DemoContext): Promise<void> {
  const now = clock.now.toISOString();
  await runInTransaction(db, async (trx) => {
    for (const { owner, uuid } of tokens.values()) {
      await withdrawToken(trx, startActor, { owner, tokenUuid: uuid, now });
    }
  });
}

/** Organisations, people, roles, templates and the projects that are there already. */
async function createBaseData(demo: DemoContext): Promise<void> {
  const [staff] = [...demo.tokens.keys()];
  const make = async (path: string, body: object): Promise<CreatedResource> =>
    sendRequest<CreatedResource>(demo, staff as string, 'POST', path, body);
  const customerOf = new Map<string, CreatedResource>();
  const personOf = new Map<string, CreatedResource>();
  for (const customer of customers) {
    customerOf.set(customer.name, await make(resourcePaths.customers, customer));
  }
  for (const person of people)
    personOf.set(person.username, await make(resourcePaths.users, person));
  for (const [username, customer, role] of customerRoles) {
    const { uuid } = customerOf.get(customer) as CreatedResource;
    const user = (personOf.get(username) as CreatedResource).uuid;
    await make(`${resourcePaths.customers}${uuid}/add_user/`, { user, role });
  }
  const provider = customerOf.get(customers[0].name)?.url;
  for (const template of templates) {
    const customer = customerOf.get(template.customer)?.url;
    await make(resourcePaths.templates, { ...template, provider, customer });
  }
  for (const project of manualProjects) {
    await make(resourcePaths.projects, {
      ...project,
      customer: customerOf.get(project.customer)?.url,
    });
  }
  for (const username of reviewers) await actAs(demo, username);
}

interface CreatedResource {
  uuid: string;
  url: string;
}

/** An award arrives as a job, and meets its fate some days later. */
async function simulateAward(demo: DemoContext, award: DemoAward, now: Date): Promise<void> {
  demo.clock.now = subtractDays(now, award.ageDays);
  await sendJob(demo, award, 'create_project', award.details);
  demo.clock.now = subtractDays(now, award.ageDays / 2);
  const reviewer = selectReviewer(award);
  if (award.scenario === 'withdraw') await sendJob(demo, award, 'remove_project');
  if (award.scenario === 'appeal') {
    await sendJob(demo, award, 'update_project', {
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
  if (award.scenario === 'approve')
    await reviewAward(demo, award, reviewer, 'approve', 'Fits the call.');
  if (award.scenario === 'reject') {
    await reviewAward(
      demo,
      award,
      reviewer,
      'reject',
      'Please apply to the next open call instead.',
    );
  }
  if (award.scenario === 'note') {
    const [staff] = [...demo.tokens.keys()] as [string];
    await sendRequest(demo, staff, 'POST', `${buildAwardPath(demo, award)}add-note/`, {
      text: 'Asked the awarding portal about the storage that this needs.',
    });
  }
}

/** The two share the awards of ukri; those of the other portal are for one of them. */
function selectReviewer({ identifier }: DemoAward): string {
  const isShared = identifier.endsWith('.ukri');
  return isShared && /[02468]\./.test(identifier) ? reviewers[1] : reviewers[0];
}

async function sendJob(
  demo: DemoContext,
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
    forwarded_for: formatDestination(awardingPortal, demo.portal, award.offering),
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

function buildAwardPath(demo: DemoContext, { identifier, offering }: DemoAward): string {
  const [, awardingPortal] = identifier.split('.') as [string, string];
  const destination = formatDestination(awardingPortal, demo.portal, offering);
  return `${resourcePaths.managedProjects}${identifier}/${destination}/`;
}

async function isPending(demo: DemoContext, award: DemoAward): Promise<boolean> {
  const shown = await sendRequest<{ state: string; details: { earliest_approve?: string } }>(
    demo,
    reviewers[0],
    'GET',
    buildAwardPath(demo, award),
  );
  return shown.state === 'pending' && shown.details.earliest_approve === undefined;
}

async function reviewAward(
  demo: DemoContext,
  award: DemoAward,
  reviewer: string,
  action: 'approve' | 'reject',
  comment: string,
): Promise<void> {
  await sendRequest(demo, reviewer, 'POST', `${buildAwardPath(demo, award)}${action}/`, {
    comment,
  });
}

/** A request as somebody. Throws what the service answers where it refuses. */
async function sendRequest<Reply>(
  { server, tokens }: DemoContext,
  username: string,
  method: 'GET' | 'POST',
  url: string,
  body?: object,
): Promise<Reply> {
  const reply = await server.inject({
    method,
    url,
    headers: { authorization: `Token ${tokens.get(username)?.key}` },
    ...(body && { payload: body }),
  });
  if (reply.statusCode >= 400) {
    throw new Error(`The demonstration was refused: ${method} ${url}: ${reply.body}`);
  }
  return (reply.body === '' ? null : reply.json()) as Reply;
}

function subtractDays(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000);
}
