import { createHash } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { getClientNetwork } from '../http/client-ip.ts';
import { HttpProblem } from '../http/http-problem.ts';

/*
 * Password guessing is slowed down per account and per client network, in the database, so that all
 * replicas count together. An attempt counts as failed before the password is verified; otherwise many
 * concurrent attempts would all be free. No account is locked for long: anybody could lock its owner
 * out (docs/decisions/0007-guessing.md).
 */
interface ThrottleLimit {
  /** Failures that are not delayed. */
  freeFailures: number;
  /** The delay starts at 1 second and doubles with each failure up to this. */
  maxDelaySeconds: number;
}
const accountLimit: ThrottleLimit = { freeFailures: 5, maxDelaySeconds: 60 };
/** Higher, since many people may share one client IP. */
const clientIpLimit: ThrottleLimit = { freeFailures: 20, maxDelaySeconds: 900 };
/** Failures no longer count after an hour without another. */
const FAILURE_LIFETIME_MS = 3_600_000;

/** An attempt to sign in. */
export interface SignInAttempt {
  /** The user name as typed, whether or not it exists. */
  account: string;
  clientIp: string;
}

/**
 * Counts an attempt as failed. After too many failures it throws a 429 that says how long to wait, and
 * does not count the attempt.
 */
export async function countAttempt(
  db: Kysely<Database>,
  { account, clientIp }: SignInAttempt,
  now: Date,
): Promise<void> {
  await runInTransaction(db, async (trx) => {
    await incrementFailures(trx, hashAccountName(account), accountLimit, now);
    await incrementFailures(trx, hashClientNetwork(clientIp), clientIpLimit, now);
  });
}

/** The attempt succeeded: clears the failures of the account, and this one of the client network. */
export async function clearAttempt(
  db: Kysely<Database>,
  { account, clientIp }: SignInAttempt,
  now: Date,
): Promise<void> {
  const outdated = new Date(now.getTime() - 24 * FAILURE_LIFETIME_MS).toISOString();
  await db
    .deleteFrom('sign_in_attempt')
    .where((eb) =>
      eb.or([eb('digest', '=', hashAccountName(account)), eb('last_failure', '<', outdated)]),
    )
    .execute();
  await db
    .updateTable('sign_in_attempt')
    .set((eb) => ({ failures: eb('failures', '-', 1), blocked_until: now.toISOString() }))
    .where('digest', '=', hashClientNetwork(clientIp))
    .execute();
}

async function incrementFailures(
  trx: Transaction<Database>,
  digest: Buffer,
  { freeFailures, maxDelaySeconds }: ThrottleLimit,
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  const oldestCounted = new Date(now.getTime() - FAILURE_LIFETIME_MS).toISOString();
  const { rows } = await sql`
    insert into sign_in_attempt as previous (digest, failures, last_failure, blocked_until)
    values (${digest}, 1, ${at}, ${at})
    on conflict (digest) do update set
      failures = case when previous.last_failure < ${oldestCounted} then 1 else previous.failures + 1 end,
      last_failure = ${at},
      blocked_until = ${at}::timestamptz + make_interval(secs => case
        when previous.last_failure < ${oldestCounted} or previous.failures < ${freeFailures} then 0
        else least(${maxDelaySeconds}, 2 ^ least(previous.failures - ${freeFailures}, 20)) end)
    where previous.blocked_until <= ${at}
      -- Longer than any delay: written while a clock was ahead.
      or previous.blocked_until > ${at}::timestamptz + make_interval(secs => ${maxDelaySeconds})
    returning 1`.execute(trx);
  if (rows.length === 0) throw await createThrottleProblem(trx, digest, now);
}

async function createThrottleProblem(
  trx: Transaction<Database>,
  digest: Buffer,
  now: Date,
): Promise<HttpProblem> {
  const row = await trx
    .selectFrom('sign_in_attempt')
    .select('blocked_until')
    .where('digest', '=', digest)
    .executeTakeFirst();
  const left = row === undefined ? 0 : Date.parse(row.blocked_until) - now.getTime();
  const seconds = Math.max(1, Math.ceil(left / 1000));
  const detail = `Too many attempts. Try again in ${seconds} s.`;
  return new HttpProblem(429, { detail }, { 'retry-after': String(seconds) });
}

const hashText = (text: string): Buffer => createHash('sha256').update(text).digest();
const hashAccountName = (account: string): Buffer => hashText(`account:${account.toLowerCase()}`);
// The prefix `address:` is in stored digests.
const hashClientNetwork = (clientIp: string): Buffer =>
  hashText(`address:${getClientNetwork(clientIp)}`);
