/* Members of the demo's awards who have signed in: they have the roles that they were invited to. */

import type { Transaction } from 'kysely';
import { startActor } from '../admin-audit/actor.ts';
import type { Database } from '../database/schema.ts';
import { createPerson, prepareNewPerson } from '../people/create-person.ts';
import { acceptInvitations } from '../people/invitations.ts';
import { setShortName } from '../people/person-short-names.ts';

/** The user name is the short name too. The others of the demo's awards stay invited. */
const members = [
  ['amara', 'Amara Njoroge', 'amara.njoroge@bristol.example.ac.uk'],
  ['tomas', 'Tomas Havel', 'tomas.havel@leeds.example.ac.uk'],
  ['ines', 'Ines Carvalho', 'ines.carvalho@ucl.example.ac.uk'],
] as const;

/** Makes their accounts, with short names, and has them accept their invitations. */
export async function signInDemoMembers(trx: Transaction<Database>, now: Date): Promise<void> {
  const at = now.toISOString();
  for (const [username, full_name, email] of members) {
    const fields = await prepareNewPerson({ username, full_name, email });
    const person = await createPerson(trx, startActor, fields, { now: at });
    if (person === null) throw new Error(`The demo already has an account ${username}.`);
    await setShortName(trx, { personId: person.id, shortName: username, now: at });
    await acceptInvitations(trx, person, email, { now: at, clientIp: '' });
  }
}
