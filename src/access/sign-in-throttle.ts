import { createHash } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { getClientNetwork } from '../http/client-ip.ts';
import { HttpProblem } from '../http/http-problem.ts';
import { countFailure, type FailureCount, type ThrottleLimit } from './count-failure.ts';

/*
 * Password guessing is slowed down, in the database, so that all replicas count together. What is
 * counted together never contains everybody who tries an account: otherwise anybody could keep its
 * owner out (docs/decisions/0007-guessing.md). An attempt counts as failed before the password is
 * verified; otherwise many concurrent attempts would all be free.
 */

/** Of one account from one client network, or in one known browser. */
const accountLimit: ThrottleLimit = { freeFailures: 5, maxDelaySeconds: 60 };
/** The same where many networks guess at one account: each has one guess that is not delayed. */
const attackedAccountLimit: ThrottleLimit = { freeFailures: 1, maxDelaySeconds: 60 };
/** This number of failures within an hour of each other, from any network, are an attack on the account. */
const ATTACK_FAILURES = 100;
/** Of one client network at any account. Higher, since many people may share one client IP. */
const networkLimit: ThrottleLimit = { freeFailures: 20, maxDelaySeconds: 900 };
/** Only counts. */
const noLimit: ThrottleLimit = { freeFailures: Number.POSITIVE_INFINITY, maxDelaySeconds: 0 };
/** Old counts are deleted after a day without a failure. */
const COUNT_LIFETIME_MS = 86_400_000;

/** An attempt to sign in. */
export interface SignInAttempt {
  /** The user name as typed, whether or not it exists. */
  account: string;
  clientIp: string;
  /**
   * Identifies the browser where somebody has signed in to this account before. Only its own
   * failures delay it.
   */
  knownBrowser?: string | null;
}

/**
 * Counts an attempt as failed. After too many failures it throws a 429 that says how long to wait;
 * such an attempt counts too.
 */
export async function countAttempt(
  db: Kysely<Database>,
  attempt: SignInAttempt,
  now: Date,
): Promise<void> {
  const waitSeconds = await runInTransaction(db, (trx) => countInTransaction(trx, attempt, now));
  if (waitSeconds > 0) throw createThrottleProblem(waitSeconds);
}

/** Returns how many seconds the attempt must wait; 0 where it is let in. */
async function countInTransaction(
  trx: Transaction<Database>,
  attempt: SignInAttempt,
  now: Date,
): Promise<number> {
  const { own, network, account } = digestsOf(attempt);
  if (network !== null) {
    const counts = await lockCounts(trx, [network], now);
    const count = countFailure(counts.get(key(network)), networkLimit, now);
    await storeCount(trx, network, count, now);
    // Nothing else is counted then, so a client IP that tries many names adds no rows.
    if (count.waitSeconds > 0) return count.waitSeconds;
  }
  const counts = await lockCounts(trx, [own, account], now);
  const isAttacked = (counts.get(key(account))?.failures ?? 0) >= ATTACK_FAILURES;
  const ownLimit = isAttacked ? attackedAccountLimit : accountLimit;
  const ownCount = countFailure(counts.get(key(own)), ownLimit, now);
  await storeCount(trx, own, ownCount, now);
  // What was refused tried nothing, so one client IP cannot make an attack of many.
  if (account !== null && ownCount.waitSeconds === 0) {
    await storeCount(trx, account, countFailure(counts.get(key(account)), noLimit, now), now);
  }
  return ownCount.waitSeconds;
}

/** The attempt succeeded: forgets the failures of its like, and this one of network and account. */
export async function clearAttempt(
  db: Kysely<Database>,
  attempt: SignInAttempt,
  now: Date,
): Promise<void> {
  const { own, network, account } = digestsOf(attempt);
  const outdated = new Date(now.getTime() - COUNT_LIFETIME_MS).toISOString();
  await db
    .deleteFrom('sign_in_attempt')
    .where((eb) => eb.or([eb('digest', '=', own), eb('last_failure', '<', outdated)]))
    .execute();
  if (network === null || account === null) return;
  await db
    .updateTable('sign_in_attempt')
    .set((eb) => ({ failures: eb('failures', '-', 1), blocked_until: now.toISOString() }))
    .where('digest', 'in', [network, account])
    .where('failures', '>', 0)
    .execute();
}

interface AttemptDigests {
  /** Of the account in this network, or of the known browser. */
  own: Buffer;
  /** null: a known browser is counted alone. */
  network: Buffer | null;
  account: Buffer | null;
}

function digestsOf({ account, clientIp, knownBrowser }: SignInAttempt): AttemptDigests {
  if (knownBrowser != null) {
    return { own: hashText(`browser:${knownBrowser}`), network: null, account: null };
  }
  const name = account.toLowerCase();
  const network = getClientNetwork(clientIp);
  return {
    own: hashText(`account and network:${network} ${name}`),
    network: hashText(`address:${network}`),
    account: hashText(`account:${name}`),
  };
}

const hashText = (text: string): Buffer => createHash('sha256').update(text).digest();
const key = (digest: Buffer | null): string => digest?.toString('hex') ?? '';

/** The counts by `key(digest)`, locked until the transaction ends; new ones begin at 0. */
async function lockCounts(
  trx: Transaction<Database>,
  digests: readonly (Buffer | null)[],
  now: Date,
): Promise<Map<string, FailureCount>> {
  // In the order of the digests, so that two attempts never wait for each other.
  const sorted = digests.filter((digest) => digest !== null).toSorted(Buffer.compare);
  const at = now.toISOString();
  await sql`insert into sign_in_attempt (digest, failures, last_failure, blocked_until)
    select digest, 0, ${at}, ${at} from unnest(${sorted}::bytea[]) digest
    on conflict (digest) do nothing`.execute(trx);
  // Only a statement of its own sees what was committed while the first one waited.
  const rows = await trx
    .selectFrom('sign_in_attempt')
    .select(['digest', 'failures', 'last_failure', 'blocked_until'])
    .where('digest', 'in', sorted)
    .orderBy('digest')
    .forUpdate()
    .execute();
  return new Map(
    rows.map((row) => [
      key(row.digest),
      {
        failures: row.failures,
        lastFailure: new Date(row.last_failure),
        blockedUntil: new Date(row.blocked_until),
      },
    ]),
  );
}

async function storeCount(
  trx: Transaction<Database>,
  digest: Buffer,
  { failures, blockedUntil }: FailureCount,
  now: Date,
): Promise<void> {
  await trx
    .updateTable('sign_in_attempt')
    .set({
      failures,
      last_failure: now.toISOString(),
      blocked_until: blockedUntil.toISOString(),
    })
    .where('digest', '=', digest)
    .execute();
}

function createThrottleProblem(seconds: number): HttpProblem {
  const detail = `Too many attempts. Try again in ${seconds} s.`;
  return new HttpProblem(429, { detail }, { 'retry-after': String(seconds) });
}
