import { type Kysely, sql } from 'kysely';
import { coalesce } from '../../database/coalesce-calls.ts';
import type { InstructionOutcome } from '../../database/machine-schema.ts';
import { isProjectUnderLegalHoldSql } from '../../database/legal-hold-sql.ts';
import type { Database } from '../../database/schema.ts';

/** Who sends an instruction, and under which version of what is wanted it was chosen. */
export interface InstructionOrigin {
  pairId: number;
  owner: string;
  version: number;
  now: Date;
}

/** An instruction to be stored: its verb and its command line. */
export interface NewInstruction {
  verb: string;
  command: string;
}

/** An instruction itself lives 120 s in the network. */
const INSTRUCTION_SECONDS = 120;

/** When an instruction that is sent now has ended in any case, RFC 3339. */
export function getInstructionExpiry(now: Date): string {
  return new Date(now.getTime() + INSTRUCTION_SECONDS * 1000).toISOString();
}

/**
 * Stores an instruction before it is sent, if this process still holds the row and what is wanted is
 * still what it was chosen for; so nothing is sent for somebody who was removed meanwhile. Returns
 * its id, or null where it must not be sent.
 */
export async function storeInstruction(
  db: Kysely<Database>,
  { pairId, owner, version, now }: InstructionOrigin,
  { verb, command }: NewInstruction,
): Promise<number | null> {
  const sent = now.toISOString();
  const expires = getInstructionExpiry(now);
  const { rows } = await sql<{ id: number }>`
    insert into instruction (machine_project_id, resource_id, instruction, command, sent, expires)
    select id, resource_id, ${verb}, ${command}, ${sent}::timestamptz, ${expires}::timestamptz
    from machine_project
    where id = ${pairId} and wanted_version = ${version} and lease_owner = ${owner}::uuid
      and lease_until > ${sent}::timestamptz
    returning id`.execute(db);
  return rows[0]?.id ?? null;
}

/** The job that an instruction became. */
export interface InstructionJob {
  instructionId: number;
  jobId: string;
}

/** Less than the first look at a job waits, so that gathering delays nobody. */
const GATHER_JOBS_MS = 25;

/**
 * Stores the job of an instruction before it is waited for. Jobs that come while others are being
 * stored share a statement.
 */
export function createJobStore(db: Kysely<Database>): (job: InstructionJob) => Promise<void> {
  return coalesce(
    async (jobs: readonly InstructionJob[]) => {
      const ids = jobs.map(({ instructionId }) => instructionId);
      const jobIds = jobs.map(({ jobId }) => jobId);
      await sql`update instruction set job_id = job.job_id
        from unnest(${ids}::bigint[], ${jobIds}::uuid[]) as job (id, job_id)
        where instruction.id = job.id`.execute(db);
      return jobs.map(() => undefined);
    },
    { gatherMs: GATHER_JOBS_MS },
  );
}

/** How an instruction ended, in few words. */
export interface InstructionEnd {
  outcome: InstructionOutcome;
  /** At most 500 characters. */
  result: string;
}

/** Stores how an instruction ended. */
export async function storeInstructionEnd(
  db: Kysely<Database>,
  instructionId: number,
  { outcome, result }: InstructionEnd,
  now: Date,
): Promise<void> {
  await sql`update instruction set outcome = ${outcome}, result = ${result},
      finished = ${now.toISOString()}::timestamptz
    where id = ${instructionId} and outcome is null`.execute(db);
}

/** Deletes instructions that ended before, RFC 3339, but none for an award under legal hold. */
export async function deleteOldInstructions(db: Kysely<Database>, before: string): Promise<void> {
  await sql`
    delete from instruction where id in (
      select instruction.id from instruction
      left join machine_project on machine_project.id = machine_project_id
      where finished < ${before}::timestamptz
        and not ${isProjectUnderLegalHoldSql('machine_project.project_id')}
      limit 10000)`.execute(db);
}
