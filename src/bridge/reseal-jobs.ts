import { sql, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import { JobCipher } from './job-cipher.ts';

/** How waiting jobs were resealed. */
export interface ResealedJobs {
  resealed: number;
  /** Neither invite opens these; the bridge is asked for them again when they are processed. */
  unreadable: number;
}

/**
 * Encrypts the waiting jobs that were stored under the key of an earlier invite under that of the
 * present one. What is under the present one already stays.
 */
export async function resealJobs(
  trx: Transaction<Database>,
  { earlierKey, presentKey }: { earlierKey: Uint8Array; presentKey: Uint8Array },
): Promise<ResealedJobs> {
  const earlier = new JobCipher(earlierKey);
  const present = new JobCipher(presentKey);
  const jobs = await trx
    .selectFrom('bridge_job')
    .select(['id', 'sealed'])
    .where('sealed', 'is not', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  const rows: { id: string; sealed: Buffer }[] = [];
  let unreadable = 0;
  for (const { id, sealed } of jobs) {
    if (sealed === null || present.decrypt(id, sealed) !== null) continue;
    const text = earlier.decrypt(id, sealed);
    if (text === null) unreadable++;
    else rows.push({ id, sealed: present.encrypt(id, text) });
  }
  if (rows.length > 0) {
    await sql`
      update bridge_job set sealed = given.sealed
      from unnest(
        ${rows.map(({ id }) => id)}::uuid[],
        ${rows.map(({ sealed }) => sealed)}::bytea[]
      ) as given (id, sealed)
      where bridge_job.id = given.id`.execute(trx);
  }
  return { resealed: rows.length, unreadable };
}
