/* What must hold when every agent is well again. */

import { sql } from 'kysely';
import {
  followInstruction,
  submitInstruction,
} from '../../src/machines/network/run-instruction.ts';
import { destination } from '../../test/machines/machines-test-bed.ts';
import type { CheckResult } from '../checks/check-result.ts';
import {
  type MachineCluster,
  type ModelProject,
  PROJECT_STORAGE_BYTES,
} from './machine-cluster.ts';

const SECONDS_PER_CREDIT = 3600;
/** Of the stand-in. */
const CORES_PER_NODE = 8;

/** Compares the network and the stored rows with the model. */
export async function checkMachines(cluster: MachineCluster): Promise<CheckResult[]> {
  return [
    await checkPairs(cluster),
    await checkMachine(cluster),
    await checkAccounts(cluster),
    await checkInstructions(cluster),
    await checkUsage(cluster),
  ];
}

async function checkPairs({ bed, projects }: MachineCluster): Promise<CheckResult> {
  const violations: string[] = [];
  for (const { shortName, isBlocked } of projects) {
    const pair = await bed.loadPair(shortName);
    const wanted = isBlocked ? 'blocked' : 'present';
    if (pair.seen_version !== pair.wanted_version) violations.push(`${shortName} is not reached`);
    if (pair.seen !== wanted && !(isBlocked && pair.seen === 'absent')) {
      violations.push(`${shortName} is ${pair.seen}, not ${wanted}: ${pair.last_error}`);
    }
  }
  const description = 'every project is stored as wanted';
  return { description, examinedCount: projects.length, violations };
}

/** What the machine itself has, whatever is stored. */
async function checkMachine({ bed, projects }: MachineCluster): Promise<CheckResult> {
  const { accounts, directories, slurm_accounts } = await bed.network.getInstance(destination);
  const violations: string[] = [];
  for (const { shortName, isBlocked, credits } of projects) {
    const name = `${bed.app.portal}.${shortName}`;
    const storage = directories[name]?.scratch?.limit;
    // Who was blocked before it was ever made is not there.
    if (storage === undefined && isBlocked) continue;
    const limit = slurm_accounts.find((account) => account.name === name)?.limit_core_minutes;
    const wanted = isBlocked ? 0 : (credits * SECONDS_PER_CREDIT * CORES_PER_NODE) / 60;
    if (limit !== wanted) violations.push(`${shortName} has the limit ${limit}, not ${wanted}`);
    if (!isBlocked && storage !== PROJECT_STORAGE_BYTES) {
      violations.push(`${shortName} may store ${storage} bytes`);
    }
    for (const { mapping, isBlocked: isClosed } of accounts) {
      if (!mapping.endsWith(`:${name}`) || isClosed === isBlocked) continue;
      violations.push(`${mapping} is ${isClosed ? 'blocked' : 'not blocked'}`);
    }
  }
  return {
    description: 'the machine has the limits, quotas and blocks that are wanted',
    examinedCount: projects.length,
    violations,
  };
}

/** The machine has an account of each member, and of nobody else. */
async function checkAccounts({ bed, projects }: MachineCluster): Promise<CheckResult> {
  const mappings = await bed.listAccounts();
  const found = new Set(mappings.map((mapping) => mapping.split(':')[0] ?? ''));
  const groups = await bed.listGroups();
  const isThere = ({ shortName }: ModelProject): boolean =>
    groups.some((group) => group.startsWith(`${shortName}.${bed.app.portal}:`));
  const listUsers = (chosen: ModelProject[]): Set<string> =>
    new Set(
      chosen
        .filter(isThere)
        .flatMap(({ shortName, members }) =>
          [...members].map((name) => `${name}.${shortName}.${bed.app.portal}`),
        ),
    );
  // Who joins a blocked project gets the account when it is unblocked.
  const required = listUsers(projects.filter(({ isBlocked }) => !isBlocked));
  const allowed = listUsers(projects);
  return {
    description: 'the machine has an account of each member, and of nobody else',
    examinedCount: required.size,
    violations: [
      ...[...required.difference(found)].map((user) => `${user} has no account`),
      ...[...found.difference(allowed)].map((user) => `${user} has an account`),
    ],
  };
}

async function checkInstructions({ bed, memberships }: MachineCluster): Promise<CheckResult> {
  const instructions = await bed.app.db
    .selectFrom('instruction')
    .select(['id', 'command'])
    .orderBy('id')
    .execute();
  return {
    description: 'no instruction was sent for somebody who must not be there',
    examinedCount: instructions.length,
    violations: memberships.findViolations(instructions, bed.app.portal),
  };
}

/** The stored days equal a report of healthy agents, so that none is missing or counted twice. */
async function checkUsage(cluster: MachineCluster): Promise<CheckResult> {
  const violations: string[] = [];
  let examinedCount = 0;
  for (const { shortName } of cluster.projects) {
    const stored = await loadStoredDays(cluster, shortName);
    const reported = stored.size === 0 ? new Map() : await askDays(cluster, shortName, stored);
    examinedCount += stored.size;
    for (const [day, seconds] of stored) {
      const expected = reported.get(day) ?? 0;
      if (seconds !== expected) violations.push(`${shortName} ${day}: ${seconds}, not ${expected}`);
    }
  }
  return { description: 'no day is missing or counted twice', examinedCount, violations };
}

async function loadStoredDays(
  { bed }: MachineCluster,
  shortName: string,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ day: string; seconds: number }>`
    select usage_day.day, (select coalesce(sum(part), 0)::bigint from unnest(seconds) part) as seconds
    from usage_day
    join machine_project pair on pair.id = usage_day.machine_project_id
    join project on project.id = pair.project_id
    where project.short_name = ${shortName} and usage_day.is_complete order by day`.execute(
    bed.app.db,
  );
  return new Map(rows.map(({ day, seconds }) => [day, Number(seconds)]));
}

async function askDays(
  cluster: MachineCluster,
  shortName: string,
  stored: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const days = [...stored.keys()];
  const range = `${days.at(-20) ?? days[0]}:${days.at(-1)}`;
  const client = cluster.bed.createClient();
  const command = `${destination} get_usage_report ${shortName}.${cluster.bed.app.portal} ${range}`;
  const submitted = await submitInstruction(client, command);
  if ('outcome' in submitted) throw new Error(JSON.stringify(submitted));
  const { signal } = new AbortController();
  const result = await followInstruction(client, submitted.jobId, { signal });
  if (result.outcome !== 'complete') throw new Error(result.error.message);
  const { reports } = result.value as {
    reports: Record<string, { reports: Record<string, { seconds: number }> }>;
  };
  const totals = Object.entries(reports).map(([day, report]) => {
    const seconds = Object.values(report.reports).map((one) => one.seconds);
    return [day, seconds.reduce((sum, one) => sum + one, 0)] as const;
  });
  // Days before the range are taken as they are: agents answer for a month at most.
  return new Map([...stored, ...totals]);
}
