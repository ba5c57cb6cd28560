import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { type Actor, recordChange } from '../administration/record.ts';
import { parseAddress, sameCase } from '../award/addresses.ts';
import type { Database } from '../database/schema.ts';
import { acceptInvitations } from '../people/invitations.ts';
import type { Assertion } from './openid.ts';
import type { Provider } from './providers.ts';
import { addIdentity } from './store.ts';

/** Why somebody does not get in, for the page that says so. */
export type Problem = 'unknown' | 'inactive' | 'taken';

export class SignOnRefused extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem);
    this.name = 'SignOnRefused';
    this.problem = problem;
  }
}

/** What a provider says of somebody, as an account has it. */
interface Profile {
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
export async function personOfAssertion(
  trx: Transaction<Database>,
  provider: Provider,
  assertion: Assertion,
  { now, address }: { now: string; address: string },
): Promise<Somebody> {
  const profile = profileOf(provider, assertion);
  const known = await findKnown(trx, assertion);
  if (known !== undefined && !known.is_active) throw new SignOnRefused('inactive');
  const actor = (personId: number): Actor => ({ personId, via: 'sign-in', address });
  const person = known ?? (await admit(trx, provider, assertion, profile, { now, actor }));
  if (known !== undefined) await follow(trx, known, profile, { now, actor });
  if (profile.email !== null) {
    await acceptInvitations(trx, person, profile.email, { now, address });
  }
  return person;
}

/** Adds who this is elsewhere to an account here. Throws SignOnRefused where it is another's. */
export async function linkAssertion(
  trx: Transaction<Database>,
  person: { id: number; uuid: string; username: string },
  { issuer, subject }: Pick<Assertion, 'issuer' | 'subject'>,
  { now, actor }: { now: string; actor: Actor },
): Promise<void> {
  if (!(await addIdentity(trx, { personId: person.id, issuer, subject, now }))) {
    throw new SignOnRefused('taken');
  }
  await recordChange(trx, actor, {
    at: now,
    action: 'person.identity_added',
    subject: { uuid: person.uuid, name: person.username },
    before: null,
    after: { issuer, subject },
  });
}

function findKnown(trx: Transaction<Database>, { issuer, subject }: Assertion) {
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

type Known = NonNullable<Awaited<ReturnType<typeof findKnown>>>;
type Somebody = Pick<Known, 'id' | 'uuid' | 'username'>;

interface Witness {
  now: string;
  actor: (personId: number) => Actor;
}

async function follow(
  trx: Transaction<Database>,
  known: Known,
  profile: Profile,
  { now, actor }: Witness,
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

async function admit(
  trx: Transaction<Database>,
  provider: Provider,
  assertion: Assertion,
  profile: Profile,
  { now, actor }: Witness,
): Promise<Somebody> {
  if (!(await mayComeIn(trx, provider, profile))) throw new SignOnRefused('unknown');
  const person = await makePerson(trx, assertion, profile, now);
  await recordChange(trx, actor(person.id), {
    at: now,
    action: 'person.created',
    subject: { uuid: person.uuid, name: person.username },
    before: null,
    after: { ...profile, username: person.username, provider: provider.slug },
  });
  await linkAssertion(trx, person, assertion, { now, actor: actor(person.id) });
  return person;
}

async function mayComeIn(
  trx: Transaction<Database>,
  { unknownPeople }: Provider,
  { email }: Profile,
): Promise<boolean> {
  if (unknownPeople !== 'invited') return unknownPeople === 'admit';
  if (email === null) return false;
  const invitation = await trx
    .selectFrom('invitation')
    .select('email')
    .where('email', '=', sameCase(email))
    .limit(1)
    .executeTakeFirst();
  return invitation !== undefined;
}

/** A user name that is somebody's gets a mark of who this is, the same each time. */
async function makePerson(
  trx: Transaction<Database>,
  { issuer, subject }: Assertion,
  { email, username, ...names }: Profile,
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
  throw new SignOnRefused('taken');
}

function profileOf(provider: Provider, { subject, claims }: Assertion): Profile {
  const names = provider.claims;
  const text = (claim: string, most: number): string => storable(claims[claim]).slice(0, most);
  const [first = '', ...rest] = text(names.fullName, 300).split(' ');
  const username = text(names.username, 150).replace(/[\s\p{Cc}]+/gu, '-');
  // What `email_verified` speaks of is `email`, never another claim (OpenID Connect Core, 5.1).
  const saysVerified = names.email === 'email' && claims.email_verified === true;
  const isVerified = provider.emailsAreVerified || saysVerified;
  return {
    username: username === '' ? storable(subject).replace(/\s+/g, '-').slice(0, 150) : username,
    first_name: text(names.firstName, 150) || first.slice(0, 150),
    last_name: text(names.lastName, 150) || rest.join(' ').slice(0, 150),
    email: isVerified ? addressOf(claims[names.email]) : null,
  };
}

function storable(value: unknown): string {
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '').trim() : '';
}

function addressOf(value: unknown): string | null {
  try {
    return typeof value === 'string' ? parseAddress(value, 'email') : null;
  } catch {
    return null;
  }
}
