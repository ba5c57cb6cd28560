import { type Kysely, sql } from 'kysely';
import { Gauge, type Registry } from 'prom-client';
import type { Database } from '../database/schema.ts';

/** Projects on machines as metrics. Returns a function that updates them, for each scrape. */
export function registerMachineMetrics(
  register: Registry,
  { db, clock }: { db: Kysely<Database>; clock: () => Date },
): () => Promise<void> {
  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge =>
    new Gauge({ name: `gatehouse_machine_${name}`, help, labelNames, registers: [register] });
  const pairs = gauge('projects', 'Projects on resources by what is wanted and what is seen', [
    'resource',
    'wanted',
    'seen',
  ]);
  const attention = gauge('needs_attention', 'Projects on resources that a person should look at', [
    'resource',
  ]);
  const oldest = gauge(
    'oldest_unreconciled_seconds',
    'Age of the oldest change that is not on its machine yet',
    ['resource'],
  );
  const instructions = gauge('instructions_last_hour', 'Instructions of the last hour by outcome', [
    'resource',
    'instruction',
    'outcome',
  ]);
  const seconds = gauge(
    'instruction_seconds_last_hour',
    'Seconds that the instructions of the last hour took in all',
    ['resource', 'instruction', 'outcome'],
  );
  return async () => {
    const now = clock();
    const [states, ended] = await Promise.all([loadStates(db, now), loadInstructions(db, now)]);
    for (const metric of [pairs, attention, oldest, instructions, seconds]) metric.reset();
    for (const row of states) {
      const { resource, wanted, seen } = row;
      pairs.set({ resource, wanted, seen }, row.count);
      attention.inc({ resource }, row.attention);
    }
    for (const [resource, rows] of Map.groupBy(states, (row) => row.resource)) {
      oldest.set({ resource }, Math.max(...rows.map((row) => row.oldest)));
    }
    for (const { resource, instruction, outcome, count, seconds: total } of ended) {
      instructions.set({ resource, instruction, outcome }, count);
      seconds.set({ resource, instruction, outcome }, total);
    }
  };
}

interface StateRow {
  resource: string;
  wanted: string;
  seen: string;
  count: number;
  attention: number;
  oldest: number;
}

async function loadStates(db: Kysely<Database>, now: Date): Promise<StateRow[]> {
  const { rows } = await sql<StateRow>`
    select resource.name as resource, wanted, seen, count(*) as count,
      count(*) filter (where needs_attention) as attention,
      coalesce(max(extract(epoch from ${now.toISOString()}::timestamptz - wanted_since))
        filter (where seen_version < wanted_version and mode = 'active'), 0)::float8 as oldest
    from machine_project join resource on resource.id = machine_project.resource_id
    group by resource.name, wanted, seen`.execute(db);
  return rows;
}

interface InstructionRow {
  resource: string;
  instruction: string;
  outcome: string;
  count: number;
  seconds: number;
}

async function loadInstructions(db: Kysely<Database>, now: Date): Promise<InstructionRow[]> {
  const since = new Date(now.getTime() - 3_600_000).toISOString();
  const { rows } = await sql<InstructionRow>`
    select resource.name as resource, instruction, outcome, count(*) as count,
      sum(extract(epoch from finished - sent))::float8 as seconds
    from instruction join resource on resource.id = instruction.resource_id
    where finished > ${since}::timestamptz and outcome is not null
    group by resource.name, instruction, outcome`.execute(db);
  return rows;
}
