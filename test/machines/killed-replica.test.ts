import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { sql } from 'kysely';
import type { JournaledInstruction } from '../support/bridge/network/instruction-journal.ts';
import { waitUntil } from '../support/connected-service.ts';
import { GatehouseProcess } from '../support/gatehouse-process.ts';
import { destination, MachinesTestBed } from './machines-test-bed.ts';

/* Two replicas, each a process, of which one is killed amid its instructions (M4.6). */

const EACH = 4;
/** While an agent works on it, a replica can be killed; the network's clock is the test's. */
const SLOW_SECONDS = 60;

let bed: MachinesTestBed;
before(async () => {
  bed = await MachinesTestBed.open();
  await bed.createTemplateWithResource();
  // The clock of the replicas.
  bed.app.now = new Date();
  await bed.addPerson('ada', 'ada@example.ac.uk');
});
after(async () => {
  await GatehouseProcess.stopAll();
  await bed.close();
});

async function startReplica(): Promise<GatehouseProcess> {
  const replica = new GatehouseProcess(['serve'], {
    DATABASE_URL: bed.app.database.url,
    OPENPORTAL_CONFIG: bed.standIn.invite,
    GATEHOUSE_PORTAL: bed.app.portal,
    LOG_LEVEL: 'warn',
  });
  await replica.waitUntilReady();
  return replica;
}

/** Has projects with a member approved. Returns their short names. */
async function addProjects(first: number): Promise<string[]> {
  const end_date = `${bed.app.now.getUTCFullYear() + 1}-12-31`;
  const identifiers = Array.from({ length: EACH }, (_, place) => `k${first + place}.ukri`);
  for (const identifier of identifiers) await bed.approve(identifier, { end_date });
  const rows = await bed.app.db
    .selectFrom('managed_project as award')
    .innerJoin('project', 'project.id', 'award.project_id')
    .select('project.short_name')
    .where('award.identifier', 'in', identifiers)
    .execute();
  const names = rows.map(({ short_name }) => short_name ?? '');
  for (const name of names) await bed.join('ada', name);
  return names;
}

/** Waits until an agent works on each of these projects, and the jobs of that are stored. */
async function waitUntilUnderWay(shortNames: readonly string[]): Promise<void> {
  for (const name of shortNames) await bed.waitUntilUnderWay(name);
}

async function listOwners(): Promise<string[]> {
  const { rows } = await sql<{ owner: string }>`select distinct lease_owner as owner
    from machine_project where lease_owner is not null`.execute(bed.app.db);
  return rows.map(({ owner }) => owner);
}

/** As after the minute in which a killed replica holds its projects. */
async function endLeases(owners: readonly string[]): Promise<void> {
  await sql`update machine_project set lease_until = now() where lease_owner = any(${owners}::uuid[])`.execute(
    bed.app.db,
  );
}

/** Instructions of one project of which a second one began before the first had ended. */
function findOverlaps(instructions: readonly JournaledInstruction[], name: string): string[] {
  const ofProject = instructions
    .filter(({ command }) => command.includes(`${name}.brics`))
    .toSorted((one, other) => one.receivedAt.localeCompare(other.receivedAt));
  return ofProject.slice(1).flatMap((next, place) => {
    const { command, finishedAt } = ofProject[place] as JournaledInstruction;
    const isOver = finishedAt !== null && finishedAt <= next.receivedAt;
    return isOver ? [] : [`${command} | ${next.command}`];
  });
}

it('another replica finishes what a killed one began, and nothing runs twice', {
  timeout: 120_000,
}, async () => {
  await bed.network.setFaults([
    { fault: 'slow', verbs: ['add_project'], seconds: SLOW_SECONDS, times: 2 * EACH },
  ]);
  const first = await addProjects(1);
  const killed = await startReplica();
  await waitUntilUnderWay(first);
  const ownersOfKilled = await listOwners();
  assert.equal(ownersOfKilled.length, 1);
  await startReplica();
  const all = [...first, ...(await addProjects(1 + EACH))];
  await waitUntilUnderWay(all);
  await killed.stop('SIGKILL');
  assert.equal((await bed.listOpenInstructions()).length, all.length);
  await endLeases(ownersOfKilled);
  // The other one has its projects while agents still work on them.
  await waitUntil(async () => !(await listOwners()).includes(ownersOfKilled[0] ?? ''));
  await bed.network.advanceClock(SLOW_SECONDS + 1);
  await bed.waitUntilReached(all.length);

  const instructions = await bed.network.listInstructions();
  const changes = instructions.filter(({ verb }) => !/^(get|is)_/.test(verb));
  assert.equal(new Set(changes.map(({ command }) => command)).size, changes.length);
  assert.deepEqual(
    changes.filter(({ executions }) => executions !== 1),
    [],
  );
  for (const name of all) assert.deepEqual(findOverlaps(instructions, name), []);

  const { accounts, groups, slurm_accounts, max_under_way } =
    await bed.network.getInstance(destination);
  assert.ok(max_under_way <= 10, `${max_under_way} were under way`);
  for (const name of all) {
    const project = `${name}.${bed.app.portal}`;
    assert.equal(groups.filter((group) => group.startsWith(`${project}:`)).length, 1, name);
    const mine = accounts.filter(({ mapping }) => mapping.startsWith(`ada.${project}:`));
    assert.equal(mine.length, 1, `${name} has its member once`);
    const limits = slurm_accounts.filter((one) => one.name === `${bed.app.portal}.${name}`);
    assert.deepEqual(
      limits.map(({ limit_core_minutes }) => limit_core_minutes),
      [(500 * 3600 * 8) / 60],
      name,
    );
  }
});
