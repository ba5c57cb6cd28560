import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { type Actor, recordChange } from '../admin-audit/record-change.ts';
import { parseEmail, normalizeEmail } from '../award/email.ts';
import type { Database } from '../database/schema.ts';
import { acceptInvitations } from '../people/invitations.ts';
import type { VerifiedIdentity } from './openid-provider.ts';
import type { OpenIdProviderConfig } from './provider-config.ts';
import { addIdentity } from './store.ts';

/** Why somebody does not get in, for the page that says so. */
export type SignOnProblem = 'unknown' | 'inactive' | 'taken';

export class SignOnRefusedError extends Error {
  readonly problem: SignOnProblem;

  constructor(problem: SignOnProblem) {
    super(problem);
    this.name = 'SignOnRefused';
    this.problem = problem;
  }
}

/** What a provider says of somebody, as an account has it. */
interface ProviderProfile {
  username: string;
  first_name: string;
  last_name: string;
  /** Only where the provider has verified it: who names an address would get its invitations. */
  email: string | null;
}

/**
 * Who this is: known by issuer and subject, never by an address. Names and a verified address
 * follow the provider; waiting invitations to that address become memberships (awards.md,
 * Members). Throws SignOnRefused.
 */
export async function findOrCreatePerson(
  trx: Transaction<Database>,
  provider: OpenIdProviderConfig,
  assertion: VerifiedIdentity,
  { now, address }: { now: string; address: string },
): Promise<PersonReference> {
  const profile = toProfile(provider, assertion);
  const known = await findLinkedPerson(trx, assertion);
  if (known !== undefined && !known.is_active) throw new SignOnRefusedError('inactive');
  const actor = (personId: number): Actor => ({ personId, via: 'sign-in', clientIp: address });
  const person =
    known ?? (await createLinkedPerson(trx, provider, assertion, profile, { now, actor }));
  if (known !== undefined) await syncPersonWithProfile(trx, known, profile, { now, actor });
  if (profile.email !== null) {
    await acceptInvitations(trx, person, profile.email, { now, address });
  }
  return person;
}

/** Adds who this is elsewhere to an account here. Throws SignOnRefused where it is another's. */
export async function linkIdentity(
  trx: Transaction<Database>,
  person: { id: number; uuid: string; username: string },
  { issuer, subject }: Pick<VerifiedIdentity, 'issuer' | 'subject'>,
  { now, actor }: { now: string; actor: Actor },
): Promise<void> {
  if (!(await addIdentity(trx, { personId: person.id, issuer, subject, now }))) {
    throw new SignOnRefusedError('taken');
  }
  await recordChange(trx, actor, {
    at: now,
    action: 'person.identity_added',
    subject: { uuid: person.uuid, name: person.username },
    before: null,
    after: { issuer, subject },
  });
}

function findLinkedPerson(trx: Transaction<Database>, { issuer, subject }: VerifiedIdentity) {
  return trx
    .selectFrom('person_identity')
    .innerJoin('person', 'person.id', 'person_identity.person_id')
    .select([
      'person_identity.id as identity_id',
      'person.id',
      'person.uuid',
      'username',
      'first_name',
      'last_name',
      'email',
      'is_active',
    ])
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .forUpdate()
    .executeTakeFirst();
}

type LinkedPerson = NonNullable<Awaited<ReturnType<typeof findLinkedPerson>>>;
type PersonReference = Pick<LinkedPerson, 'id' | 'uuid' | 'username'>;

interface ActorContext {
  now: string;
  actor: (personId: number) => Actor;
}

async function syncPersonWithProfile(
  trx: Transaction<Database>,
  known: LinkedPerson,
  profile: ProviderProfile,
  { now, actor }: ActorContext,
): Promise<void> {
  await trx
    .updateTable('person_identity')
    .set({ last_used: now })
    .where('id', '=', known.identity_id)
    .execute();
  const said = {
    ...(profile.first_name !== '' && { first_name: profile.first_name }),
    ...(profile.last_name !== '' && { last_name: profile.last_name }),
    ...(profile.email !== null && { email: profile.email }),
  };
  const changed = Object.entries(said).filter(([name, value]) => known[name as 'email'] !== value);
  if (changed.length === 0) return;
  const after = Object.fromEntries(changed);
  await trx.updateTable('person').set(after).where('id', '=', known.id).execute();
  await recordChange(trx, actor(known.id), {
    at: now,
    action: 'person.changed',
    subject: { uuid: known.uuid, name: known.username },
    before: Object.fromEntries(changed.map(([name]) => [name, known[name as 'email']])),
    after,
  });
}

async function createLinkedPerson(
  trx: Transaction<Database>,
  provider: OpenIdProviderConfig,
  assertion: VerifiedIdentity,
  profile: ProviderProfile,
  { now, actor }: ActorContext,
): Promise<PersonReference> {
  if (!(await isAdmitted(trx, provider, profile))) throw new SignOnRefusedError('unknown');
  const person = await insertPerson(trx, assertion, profile, now);
  await recordChange(trx, actor(person.id), {
    at: now,
    action: 'person.created',
    subject: { uuid: person.uuid, name: person.username },
    before: null,
    after: { ...profile, username: person.username, provider: provider.slug },
  });
  await linkIdentity(trx, person, assertion, { now, actor: actor(person.id) });
  return person;
}

async function isAdmitted(
  trx: Transaction<Database>,
  { unknownPeople }: OpenIdProviderConfig,
  { email }: ProviderProfile,
): Promise<boolean> {
  if (unknownPeople !== 'invited') return unknownPeople === 'admit';
  if (email === null) return false;
  const invitation = await trx
    .selectFrom('invitation')
    .select('email')
    .where('email', '=', normalizeEmail(email))
    .limit(1)
    .executeTakeFirst();
  return invitation !== undefined;
}

/** A user name that is somebody's gets a mark of who this is, the same each time. */
async function insertPerson(
  trx: Transaction<Database>,
  { issuer, subject }: VerifiedIdentity,
  { email, username, ...names }: ProviderProfile,
  now: string,
) {
  const mark = createHash('sha256').update(`${issuer} ${subject}`).digest('hex').slice(0, 8);
  for (const wanted of [username, `${username.slice(0, 140)}-${mark}`]) {
    const made = await trx
      .insertInto('person')
      .values({ ...names, username: wanted, email: email ?? '', date_joined: now })
      .onConflict((conflict) => conflict.column('username').doNothing())
      .returning(['id', 'uuid', 'username'])
      .executeTakeFirst();
    if (made !== undefined) return made;
  }
  throw new SignOnRefusedError('taken');
}

function toProfile(
  provider: OpenIdProviderConfig,
  { subject, claims }: VerifiedIdentity,
): ProviderProfile {
  const names = provider.claims;
  const text = (claim: string, most: number): string =>
    toStorableText(claims[claim]).slice(0, most);
  const [first = '', ...rest] = text(names.fullName, 300).split(' ');
  const username = text(names.username, 150).replace(/[\s\p{Cc}]+/gu, '-');
  // What `email_verified` speaks of is `email`, never another claim (OpenID Connect Core, 5.1).
  const saysVerified = names.email === 'email' && claims.email_verified === true;
  const isVerified = provider.emailsAreVerified || saysVerified;
  return {
    username:
      username === '' ? toStorableText(subject).replace(/\s+/g, '-').slice(0, 150) : username,
    first_name: text(names.firstName, 150) || first.slice(0, 150),
    last_name: text(names.lastName, 150) || rest.join(' ').slice(0, 150),
    email: isVerified ? parseEmailOrNull(claims[names.email]) : null,
  };
}

function toStorableText(value: unknown): string {
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '').trim() : '';
}

function parseEmailOrNull(value: unknown): string | null {
  try {
    return typeof value === 'string' ? parseEmail(value, 'email') : null;
  } catch {
    return null;
  }
}
