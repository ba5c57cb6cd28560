/* Asks what the agents of a resource can do and which of our projects they have. */

import { type Kysely, sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import type { BridgeClient } from '../bridge/bridge-client.ts';
import { BridgeError } from '../bridge/bridge-error.ts';
import type { ResourceCheckResult } from '../database/machine-schema.ts';
import type { Database } from '../database/schema.ts';
import { askAlone } from './ask-alone.ts';
import { cleanMessage, type InstructionError } from './network/classify-error.ts';
import { formatCommand } from './network/instruction.ts';
import { listAgents } from './network/read-health.ts';
import { type ProjectMapping, readList, readProjectMapping } from './network/read-answer.ts';
import {
  followInstruction,
  type InstructionResult,
  submitInstruction,
} from './network/run-instruction.ts';
import { saveUnknownProjects } from './unknown-projects.ts';

export interface CheckContext {
  db: Kysely<Database>;
  client: BridgeClient;
  clock: () => Date;
  portal: () => string;
}

/** An unknown platform answers nothing for 120 s; a check says so sooner. */
const PATIENCE_MS = 20_000;

/** An instruction that nobody answered ends in the network after 120 s. */
const UNDER_WAY_SECONDS = 130;

interface CheckedResource {
  id: number;
  destination: string;
}

/**
 * Asks which agents are on the way to a resource, what they can do, and which projects of ours they
 * have, and stores it (docs/rules/machines.md, M3.1). Never throws for what agents or the bridge
 * answer: that is the result. Returns why nothing was asked, in words, or null.
 */
export function checkResource(
  context: CheckContext,
  resource: CheckedResource,
): Promise<string | null> {
  return askAlone(context.db, resource, async () => {
    const unanswered = await findUnansweredAlike(context, resource);
    if (unanswered !== null) return unanswered;
    await askAndStore(context, resource);
    return null;
  });
}

/** The same question to a destination with the same last part would get the failure of the first. */
async function findUnansweredAlike(
  { db, clock }: CheckContext,
  { id, destination }: CheckedResource,
): Promise<string | null> {
  const since = new Date(clock().getTime() - UNDER_WAY_SECONDS * 1000).toISOString();
  const { rows } = await sql<{ name: string }>`
    select name from resource
    where last_part = split_part(${destination}, '.', -1) and id <> ${id}
      and checked_at > ${since}::timestamptz and (check_result ->> 'is_unanswered')::boolean
    limit 1`.execute(db);
  const [alike] = rows;
  if (alike === undefined) return null;
  return `${alike.name}, whose destination has the same last part, was asked within the last ${UNDER_WAY_SECONDS} s and has not answered. Its failure would be taken for this one: check again later.`;
}

/** A result about a destination that was changed meanwhile is not stored. */
async function askAndStore(context: CheckContext, resource: CheckedResource): Promise<void> {
  const { db, clock } = context;
  const [agents, projects, canConfirm] = await Promise.all([
    askHealth(context, resource.destination),
    askProjects(context, resource.destination),
    askConfirmation(context, resource.destination),
  ]);
  const problem = projects.problem ?? agents.problem;
  const result: ResourceCheckResult = {
    agents: agents.agents,
    capabilities: { is_added: canConfirm },
    projects: projects.mappings?.length ?? null,
    ...(projects.isUnanswered && { is_unanswered: true }),
  };
  const at = clock().toISOString();
  const { numAffectedRows } = await sql`update resource set checked_at = ${at}::timestamptz,
    check_problem = ${problem}, check_result = ${JSON.stringify(result)}::jsonb
    where id = ${resource.id} and destination = ${resource.destination}`.execute(db);
  if (projects.mappings !== null && Number(numAffectedRows) > 0) {
    await saveUnknownProjects(db, resource.id, projects.mappings, context.portal(), at);
  }
}

async function askHealth(
  { client, clock }: CheckContext,
  destination: string,
): Promise<{ agents: ResourceCheckResult['agents']; problem: string | null }> {
  try {
    const agents = listAgents(await client.get('health'), destination, clock());
    const dead = agents.find(({ connected }) => !connected);
    const missing = agents.length === 0 ? 'The bridge does not know the agents of this way.' : null;
    return { agents, problem: dead ? `The agent ${dead.name} is not connected.` : missing };
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error;
    return { agents: [], problem: error.message };
  }
}

interface AskedProjects {
  mappings: ProjectMapping[] | null;
  problem: string | null;
  isUnanswered: boolean;
}

async function askProjects(context: CheckContext, destination: string): Promise<AskedProjects> {
  const target = { destination, portal: context.portal(), projectShortName: null };
  const result = await ask(context, formatCommand(target, { verb: 'get_projects' }));
  if (result.outcome === 'error') {
    const { kind, message } = result.error;
    return { mappings: null, problem: message, isUnanswered: kind === 'unknown_outcome' };
  }
  try {
    const mappings = readList(result.value, readProjectMapping);
    return { mappings, problem: null, isUnanswered: false };
  } catch (error) {
    const problem = cleanMessage((error as Error).message);
    return { mappings: null, problem, isUnanswered: false };
  }
}

/**
 * Old agents refuse is_user_added as an invalid instruction (M3.3). A made-up name of ours is asked
 * for: whether it exists does not matter.
 */
async function askConfirmation(context: CheckContext, destination: string): Promise<boolean> {
  const projectShortName = `none-${randomUUID().slice(0, 8)}`;
  const target = { destination, portal: context.portal(), projectShortName };
  const command = formatCommand(target, { verb: 'is_user_added', member: 'nobody' });
  return (await ask(context, command)).outcome === 'complete';
}

async function ask({ client }: CheckContext, command: string): Promise<InstructionResult> {
  const submitted = await submitInstruction(client, command);
  if ('outcome' in submitted) return submitted;
  const signal = AbortSignal.timeout(2 * PATIENCE_MS);
  const options = { signal, patienceMs: PATIENCE_MS };
  return followInstruction(client, submitted.jobId, options).catch((): InstructionResult => {
    const error: InstructionError = { kind: 'unknown_outcome', message: 'No agent answered.' };
    return { outcome: 'error', error };
  });
}
