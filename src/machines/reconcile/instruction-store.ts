import { type Kysely, sql } from 'kysely';
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

/** An instruction itself lives 120 s in the network. */
const INSTRUCTION_SECONDS = 120;

/**
 * Stores an instruction before it is sent, if this process still holds the row and what is wanted is
 * still what it was chosen for; so nothing is sent for somebody who was removed meanwhile. Returns
 * its id, or null where it must not be sent.
 */
export async function storeInstruction(
  db: Kysely<Database>,
  { pairId, owner, version, now }: InstructionOrigin,
  { verb, command }: { verb: string; command: string },
): Promise<number | null> {
  const sent = now.toISOString();
  const expires = new Date(now.getTime() + INSTRUCTION_SECONDS * 1000).toISOString();
  const { rows } = await sql<{ id: number }>`
    insert into instruction (machine_project_id, resource_id, instruction, command, sent, expires)
    select id, resource_id, ${verb}, ${command}, ${sent}::timestamptz, ${expires}::timestamptz
    from machine_project
    where id = ${pairId} and wanted_version = ${version} and lease_owner = ${owner}::uuid
      and lease_until > ${sent}::timestamptz
    returning id`.execute(db);
  return rows[0]?.id ?? null;
}

/** Stores the job of an instruction before it is waited for. */
export async function storeJobId(
  db: Kysely<Database>,
  instructionId: number,
  jobId: string,
): Promise<void> {
  await sql`update instruction set job_id = ${jobId}::uuid where id = ${instructionId}`.execute(db);
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
