import { createHash } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { getClientNetwork } from '../http/client-ip.ts';
import { HttpProblem } from '../http/http-problem.ts';

/*
 * Guessing is slowed down by account and by address, on every replica alike. An attempt counts as
 * failed before it is looked into, so that many at once are not many free ones. An account is
 * never locked for long: that would be a way to keep its owner out.
 */
interface ThrottleLimit {
  /** Failures before there is any delay. */
  freeFailures: number;
  /** Seconds: from one on, twice as long each time, up to this. */
  maxDelaySeconds: number;
}
const accountLimit: ThrottleLimit = { freeFailures: 5, maxDelaySeconds: 60 };
/** Many people may sit behind one address. */
const clientIpLimit: ThrottleLimit = { freeFailures: 20, maxDelaySeconds: 900 };
/** Failures are forgotten after an hour without one. */
const failureLifetimeMs = 3_600_000;

/** What is guessed at, and from where. */
export interface SignInAttempt {
  /** What makes the account: a user name as typed, whether there is such or not. */
  account: string;
  clientIp: string;
}

/**
 * Counts an attempt as failed. Throws a 429 that says how long to wait, without having counted,
 * where too many have failed.
 */
export async function countAttempt(
  db: Kysely<Database>,
  { account, clientIp: address }: SignInAttempt,
  now: Date,
): Promise<void> {
  await runInTransaction(db, async (trx) => {
    await incrementFailures(trx, hashAccountName(account), accountLimit, now);
    await incrementFailures(trx, hashClientNetwork(address), clientIpLimit, now);
  });
}

/** It did not fail: forgets the account's failures, and this one of the address. */
export async function clearAttempt(
  db: Kysely<Database>,
  { account, clientIp: address }: SignInAttempt,
  now: Date,
): Promise<void> {
  const old = new Date(now.getTime() - 24 * failureLifetimeMs).toISOString();
  await db
    .deleteFrom('sign_in_attempt')
    .where((eb) =>
      eb.or([eb('digest', '=', hashAccountName(account)), eb('last_failure', '<', old)]),
    )
    .execute();
  await db
    .updateTable('sign_in_attempt')
    .set((eb) => ({ failures: eb('failures', '-', 1), blocked_until: now.toISOString() }))
    .where('digest', '=', hashClientNetwork(address))
    .execute();
}

async function incrementFailures(
  trx: Transaction<Database>,
  digest: Buffer,
  { freeFailures: free, maxDelaySeconds: longest }: ThrottleLimit,
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  const fresh = new Date(now.getTime() - failureLifetimeMs).toISOString();
  const { rows } = await sql`
    insert into sign_in_attempt as it (digest, failures, last_failure, blocked_until)
    values (${digest}, 1, ${at}, ${at})
    on conflict (digest) do update set
      failures = case when it.last_failure < ${fresh} then 1 else it.failures + 1 end,
      last_failure = ${at},
      blocked_until = ${at}::timestamptz + make_interval(secs => case
        when it.last_failure < ${fresh} or it.failures < ${free} then 0
        else least(${longest}, 2 ^ least(it.failures - ${free}, 20)) end)
    where it.blocked_until <= ${at}
      -- Longer than any delay is: by a clock that was ahead.
      or it.blocked_until > ${at}::timestamptz + make_interval(secs => ${longest})
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
const hashClientNetwork = (address: string): Buffer =>
  hashText(`address:${getClientNetwork(address)}`);
