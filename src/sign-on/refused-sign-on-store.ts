import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { OrderBy } from '../http/order-parameter.ts';
import type { Page } from '../http/pagination.ts';
import { applyOrderAndPage } from '../http/list-query-builder.ts';
import { toProfile } from './identity-profile.ts';
import type { VerifiedIdentity } from './openid-provider.ts';
import type { SignOnProblem } from './sign-on-refused-error.ts';
import type { OpenIdProviderConfig } from './provider-config.ts';

/** Anybody with an account at a provider can be refused, so only the newest are kept. */
const MAX_REFUSED = 500;

/** An identity that was refused at sign-on, as staff see it. */
export interface RefusedSignOnRow {
  uuid: string;
  provider: string;
  issuer: string;
  subject: string;
  problem: string;
  username: string;
  full_name: string;
  email: string;
  is_email_verified: boolean;
  first_refused: string;
  last_refused: string;
  attempts: number;
}

const columns = [
  'uuid',
  'provider',
  'issuer',
  'subject',
  'problem',
  'username',
  'full_name',
  'email',
  'is_email_verified',
  'first_refused',
  'last_refused',
  'attempts',
] as const;

/** Keeps who was refused and why; the newest description of an identity replaces earlier ones. */
export async function recordRefusedSignOn(
  db: Kysely<Database>,
  provider: OpenIdProviderConfig,
  identity: VerifiedIdentity,
  { problem, now }: { problem: SignOnProblem; now: string },
): Promise<void> {
  const profile = toProfile(provider, identity);
  const description = {
    provider: provider.slug,
    problem,
    username: profile.username,
    full_name: `${profile.first_name} ${profile.last_name}`.trim(),
    email: profile.claimedEmail ?? '',
    is_email_verified: profile.email !== null,
    last_refused: now,
  };
  const { issuer, subject } = identity;
  await db
    .insertInto('refused_sign_on')
    .values({ ...description, issuer, subject, first_refused: now })
    .onConflict((conflict) =>
      conflict
        .columns(['issuer', 'subject'])
        .doUpdateSet({ ...description, attempts: sql`refused_sign_on.attempts + 1` }),
    )
    .execute();
  await sql`delete from refused_sign_on where id in (
    select id from refused_sign_on order by last_refused desc, id desc offset ${MAX_REFUSED})`.execute(
    db,
  );
}

/** Deletes those who were last refused before, RFC 3339. */
export async function purgeRefusedSignOns(db: Kysely<Database>, before: string): Promise<void> {
  await db.deleteFrom('refused_sign_on').where('last_refused', '<', before).execute();
}

/** The identity is refused no more. */
export async function forgetRefusedSignOn(
  db: Kysely<Database>,
  { issuer, subject }: { issuer: string; subject: string },
): Promise<void> {
  await db
    .deleteFrom('refused_sign_on')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .execute();
}

export async function countRefusedSignOns(db: Kysely<Database>): Promise<number> {
  const { count } = await db
    .selectFrom('refused_sign_on')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** A page of them, in the order of their first refusal unless another is asked for. */
export function listRefusedSignOns(
  db: Kysely<Database>,
  order: OrderBy<string>[],
  page: Page,
): Promise<RefusedSignOnRow[]> {
  const by = { fallback: 'refused_sign_on.first_refused', unique: 'refused_sign_on.id' };
  return applyOrderAndPage(
    db.selectFrom('refused_sign_on').select(columns),
    order,
    by,
    page,
  ).execute();
}

/** Deletes the one with this UUID; false where there is none. */
export async function deleteRefusedSignOn(db: Kysely<Database>, uuid: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('refused_sign_on')
    .where('uuid', '=', uuid)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
