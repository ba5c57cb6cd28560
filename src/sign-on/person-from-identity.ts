import type { Transaction } from 'kysely';
import { type Actor, signInActor } from '../admin-audit/actor.ts';
import { recordChange, recordDifference } from '../admin-audit/record-change.ts';
import { normalizeEmail } from '../award/email.ts';
import type { Database } from '../database/schema.ts';
import { OvertakenError } from '../database/transaction.ts';
import { createPerson } from '../people/create-person.ts';
import { isEmailOfAnother, lockEmails } from '../people/unique-email.ts';
import { acceptInvitations } from '../people/invitations.ts';
import { type IdentityProfile, toMarkedUsername, toProfile } from './identity-profile.ts';
import { addIdentity, findPersonByIdentity, lockPersonByIdentity } from './identity-store.ts';
import { forgetRefusedSignOn } from './refused-sign-on-store.ts';
import type { VerifiedIdentity } from './openid-provider.ts';
import type { OpenIdProviderConfig } from './provider-config.ts';
import { SignOnRefusedError } from './sign-on-refused-error.ts';

type PersonReference = { id: number; uuid: string; username: string };

/** When and from where somebody signs on. */
interface SignOnOrigin {
  now: string;
  clientIp: string;
}

/**
 * The person with this identity, known by issuer and subject, never by an e-mail address; made if
 * the provider's configuration admits unknown people. Names and a verified e-mail address follow
 * the provider, and invitations to that address become memberships (docs/rules/awards.md, A6.7).
 * An email that another active account has stays with that account.
 * Throws SignOnRefusedError, or OvertakenError where it must begin again.
 */
export async function findOrCreatePerson(
  trx: Transaction<Database>,
  provider: OpenIdProviderConfig,
  identity: VerifiedIdentity,
  origin: SignOnOrigin,
): Promise<PersonReference> {
  const claimed = toProfile(provider, identity);
  const found = await findPersonByIdentity(trx, identity);
  // Before the row, as an erasure does.
  if (!hasProfileEmail(found, claimed)) await lockEmails(trx, [claimed.email ?? '']);
  const linked = await lockPersonByIdentity(trx, identity);
  if (linked?.email !== found?.email) throw new OvertakenError();
  const profile = await withoutForeignEmail(trx, claimed, linked);
  if (linked !== undefined && !linked.is_active) throw new SignOnRefusedError('inactive');
  if (linked !== undefined) await syncPersonWithProfile(trx, linked, profile, origin);
  const person = linked ?? (await createLinkedPerson(trx, provider, identity, profile, origin));
  if (profile.email !== null) await acceptInvitations(trx, person, profile.email, origin);
  return person;
}

/** An email that another active account has is not taken over: staff settle whose it is. */
async function withoutForeignEmail(
  trx: Transaction<Database>,
  profile: IdentityProfile,
  linked: { id: number; email: string } | undefined,
): Promise<IdentityProfile> {
  const { email } = profile;
  if (email === null || hasProfileEmail(linked, profile)) return profile;
  const isTaken = await isEmailOfAnother(trx, email, linked?.id ?? null);
  return isTaken ? { ...profile, email: null } : profile;
}

/** Whether a sign-on leaves the account's email as it is. */
function hasProfileEmail(
  person: { email: string } | undefined,
  { email }: IdentityProfile,
): boolean {
  return email === null || normalizeEmail(person?.email ?? '') === normalizeEmail(email);
}

/**
 * Adds an identity to an account, with an audit entry. Throws SignOnRefusedError (`taken`) where it
 * belongs to an account already.
 */
export async function linkIdentity(
  trx: Transaction<Database>,
  person: PersonReference,
  { issuer, subject }: Pick<VerifiedIdentity, 'issuer' | 'subject'>,
  { now, actor }: { now: string; actor: Actor },
): Promise<void> {
  if (!(await addIdentity(trx, { personId: person.id, issuer, subject, now }))) {
    throw new SignOnRefusedError('taken');
  }
  await forgetRefusedSignOn(trx, { issuer, subject });
  await recordChange(trx, actor, {
    at: now,
    action: 'person.identity_added',
    subject: { uuid: person.uuid, name: person.username },
    before: null,
    after: { issuer, subject },
  });
}

type LinkedPerson = NonNullable<Awaited<ReturnType<typeof lockPersonByIdentity>>>;

/** A field that the provider leaves empty keeps its value. */
async function syncPersonWithProfile(
  trx: Transaction<Database>,
  person: LinkedPerson,
  profile: IdentityProfile,
  { now, clientIp }: SignOnOrigin,
): Promise<void> {
  await trx
    .updateTable('person_identity')
    .set({ last_used: now })
    .where('id', '=', person.identity_id)
    .execute();
  const { first_name, last_name, email } = person;
  const before = { first_name, last_name, email };
  const after = {
    first_name: profile.first_name || first_name,
    last_name: profile.last_name || last_name,
    email: profile.email ?? email,
  };
  const isChanged = (['first_name', 'last_name', 'email'] as const).some(
    (name) => before[name] !== after[name],
  );
  if (!isChanged) return;
  await trx.updateTable('person').set(after).where('id', '=', person.id).execute();
  await recordDifference(trx, signInActor(person.id, clientIp), {
    at: now,
    action: 'person.changed',
    subject: { uuid: person.uuid, name: person.username },
    before,
    after,
  });
}

async function createLinkedPerson(
  trx: Transaction<Database>,
  provider: OpenIdProviderConfig,
  identity: VerifiedIdentity,
  { username, email, claimedEmail, ...names }: IdentityProfile,
  { now, clientIp }: SignOnOrigin,
): Promise<PersonReference> {
  if (!(await isAdmitted(trx, provider, email))) {
    // Verified, the address might be one that is invited.
    const isUnverified =
      provider.unknownPeople === 'invited' && email === null && claimedEmail !== null;
    throw new SignOnRefusedError(isUnverified ? 'unverified' : 'unknown');
  }
  const actor = (personId: number): Actor => signInActor(personId, clientIp);
  const create = (name: string) =>
    createPerson(
      trx,
      actor,
      { ...names, username: name, email: email ?? '' },
      { now, provider: provider.slug },
    );
  const person = (await create(username)) ?? (await create(toMarkedUsername(username, identity)));
  if (person === null) throw new SignOnRefusedError('taken');
  await linkIdentity(trx, person, identity, { now, actor: actor(person.id) });
  return person;
}

/** By the provider's `unknown_people`: everybody, nobody, or who is invited to a project. */
async function isAdmitted(
  trx: Transaction<Database>,
  { unknownPeople }: OpenIdProviderConfig,
  email: string | null,
): Promise<boolean> {
  if (unknownPeople !== 'invited') return unknownPeople === 'admit';
  if (email === null) return false;
  const invitation = await trx
    .selectFrom('invitation')
    .select('email')
    .where('email', '=', normalizeEmail(email))
    .limit(1)
    .executeTakeFirst();
  if (invitation !== undefined) return true;
  const toCustomer = await trx
    .selectFrom('customer_invitation')
    .select('email')
    .where('email', '=', normalizeEmail(email))
    .limit(1)
    .executeTakeFirst();
  return toCustomer !== undefined;
}
