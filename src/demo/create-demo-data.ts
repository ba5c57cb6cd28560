/* Fills an empty database with demo data. */

import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { issueToken, withdrawToken } from '../access/token-service.ts';
import { startActor } from '../admin-audit/actor.ts';
import { formatDestination } from '../award/identifiers.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { resourcePaths, projectUrl } from '../http/resource-urls.ts';
import type { App } from '../http/app-context.ts';
import { answerJob } from '../openportal/execute-job.ts';
import { createServer } from '../server.ts';
import { type DemoAward, createDemoAwards } from './demo-awards.ts';
import {
  customers,
  manualProjects,
  people,
  reviewers,
  shortNames,
  customerRoles,
  templates,
} from './demo-data.ts';

interface DemoContext {
  db: Kysely<Database>;
  /** A server of its own, whose clock runs through the last weeks. */
  server: App;
  clock: { now: Date };
  portal: string;
  baseUrl: string;
  /** Tokens of the people who act, by user name. */
  tokens: Map<string, { owner: { id: number; username: string }; uuid: string; key: string }>;
}

/**
 * Fills an empty database with demo data: organisations, people and templates over the REST
 * interface, awards as jobs, decisions by reviewers, so that every rule of the service applies.
 * Returns how many awards there are, or null without a change if the database is not empty.
 */
export async function createDemoData(
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

const TOKEN_NAME = 'demo';

/** Gives a person a token with which the demo acts as them, until revokeTokens. */
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

/** Creates organisations, people, roles, templates, and projects without an award. */
async function createBaseData(demo: DemoContext): Promise<void> {
  const [staff] = [...demo.tokens.keys()];
  const create = async (path: string, body: object): Promise<CreatedResource> =>
    sendRequest<CreatedResource>(demo, staff as string, 'POST', path, body);
  const customersByName = new Map<string, CreatedResource>();
  const peopleByUsername = new Map<string, CreatedResource>();
  for (const customer of customers) {
    customersByName.set(customer.name, await create(resourcePaths.customers, customer));
  }
  for (const person of people)
    peopleByUsername.set(person.username, await create(resourcePaths.users, person));
  for (const [username, shortname] of shortNames) {
    const user = (peopleByUsername.get(username) as CreatedResource).url;
    await create('/api/openportal-userinfo/', { user, shortname });
  }
  for (const [username, customer, role] of customerRoles) {
    const { uuid } = customersByName.get(customer) as CreatedResource;
    const user = (peopleByUsername.get(username) as CreatedResource).uuid;
    await create(`${resourcePaths.customers}${uuid}/add_user/`, { user, role });
  }
  const provider = customersByName.get(customers[0].name)?.url;
  for (const template of templates) {
    const customer = customersByName.get(template.customer)?.url;
    await create(resourcePaths.templates, { ...template, provider, customer });
  }
  for (const project of manualProjects) {
    await create(resourcePaths.projects, {
      ...project,
      customer: customersByName.get(project.customer)?.url,
    });
  }
  for (const username of reviewers) await actAs(demo, username);
}

interface CreatedResource {
  uuid: string;
  url: string;
}

/** Sends an award as a job and plays its scenario, some days later. */
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
  if (!(await canBeReviewed(demo, award))) return;
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
      text: 'Asked the awarding portal how much storage this needs.',
    });
  }
}

/** Both may decide about the awards of ukri, only the first about those of the other portal. */
function selectReviewer({ identifier }: DemoAward): string {
  const isOfBoth = identifier.endsWith('.ukri');
  return isOfBoth && /[02468]\./.test(identifier) ? reviewers[1] : reviewers[0];
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
  const context = {
    db: demo.db,
    clock: () => demo.clock.now,
    portal: demo.portal,
    projectUrl: (uuid: string) => projectUrl(demo.baseUrl, uuid),
  };
  await answerJob(context, job, (_reference, error) => {
    throw error;
  });
}

function buildAwardPath(demo: DemoContext, { identifier, offering }: DemoAward): string {
  const [, awardingPortal] = identifier.split('.') as [string, string];
  const destination = formatDestination(awardingPortal, demo.portal, offering);
  return `${resourcePaths.managedProjects}${identifier}/${destination}/`;
}

async function canBeReviewed(demo: DemoContext, award: DemoAward): Promise<boolean> {
  const current = await sendRequest<{ state: string; details: { earliest_approve?: string } }>(
    demo,
    reviewers[0],
    'GET',
    buildAwardPath(demo, award),
  );
  return current.state === 'pending' && current.details.earliest_approve === undefined;
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

/** Sends a request as this person. Throws if the service refuses it. */
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
    throw new Error(`The demo data was refused: ${method} ${url}: ${reply.body}`);
  }
  return (reply.body === '' ? null : reply.json()) as Reply;
}

function subtractDays(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000);
}
