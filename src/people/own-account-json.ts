/* The caller's own account as JSON, with what it may do. */

import type { Kysely } from 'kysely';
import { Type } from 'typebox';
import { customerRoles } from '../award/award-enums.ts';
import type { Database } from '../database/schema.ts';
import type { Caller } from '../http/caller.ts';
import { type BaseUrl, customerUrl } from '../http/resource-urls.ts';
import { Url, Uuid } from '../http/api-schemas.ts';
import { toPersonJson } from './person-json.ts';
import { PersonSchema } from './api-schema.ts';
import { findPerson } from './person-store.ts';

const CustomerRoleSchema = Type.Object({
  customer: Url,
  customer_uuid: Uuid,
  customer_name: Type.String(),
  role: Type.Unsafe<(typeof customerRoles)[number]>({ type: 'string', enum: [...customerRoles] }),
});

/** No field of a profile is mandatory here. */
const completeProfile = {
  is_complete: true,
  missing_fields: [],
  mandatory_fields: [],
  enforcement_enabled: false,
};

/** The caller's own account, with their roles in customers. */
export const OwnAccountSchema = Type.Object(
  {
    ...PersonSchema.properties,
    ip_address: Type.String({ description: 'Where this request came from.' }),
    profile_completeness: Type.Object({
      is_complete: Type.Boolean(),
      missing_fields: Type.Array(Type.String()),
      mandatory_fields: Type.Array(Type.String()),
      enforcement_enabled: Type.Boolean(),
    }),
    customer_roles: Type.Array(CustomerRoleSchema),
    has_password: Type.Boolean({
      description: 'false: signs in with an OpenID provider, or not at all.',
    }),
  },
  { title: 'OwnAccount' },
);

/** Loads the caller's own account in the form of the API. */
export async function loadOwnAccount(db: Kysely<Database>, caller: Caller, base: BaseUrl) {
  const [person, account, roles] = await Promise.all([
    findPerson(db, caller.uuid, caller),
    db
      .selectFrom('person')
      .select((eb) => eb('password_hash', 'is not', null).as('has_password'))
      .where('id', '=', caller.personId)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('customer_role')
      .innerJoin('customer', 'customer.id', 'customer_role.customer_id')
      .select(['customer.uuid', 'customer.name', 'customer_role.role'])
      .where('person_id', '=', caller.personId)
      .orderBy('customer.name')
      .orderBy('customer_role.role')
      .execute(),
  ]);
  if (person === null) throw new Error('The account of the caller does not exist.');
  return {
    ...(await toPersonJson(db, person, base, caller)),
    ip_address: caller.clientIp,
    profile_completeness: completeProfile,
    customer_roles: roles.map(({ uuid, name, role }) => ({
      customer: customerUrl(base, uuid),
      customer_uuid: uuid,
      customer_name: name,
      role,
    })),
    has_password: Boolean(account.has_password),
  };
}
