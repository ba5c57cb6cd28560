/* Finds the local projects and users behind OpenPortal identifiers. */

import { sql } from 'kysely';
import { knownPeopleSql, visibleProjectsSql } from '../access/visibility-sql.ts';
import { requireStorableText } from '../award/json-value.ts';
import type { Caller } from '../http/caller.ts';
import type { AppContext } from '../http/app-context.ts';
import { peopleByEmailQuery } from '../people/person-email-sql.ts';

type MappingContext = Pick<AppContext, 'db' | 'portal'>;
type Mapping<Value> = Record<string, Value | null>;

export interface MappedProject {
  uuid: string;
  name: string;
  customer_uuid: string;
  customer_name: string;
}

/** Identifiers such as `a6a.brics` → the projects that the caller sees; null for the others. */
export async function mapProjects(
  { db, portal }: MappingContext,
  caller: Caller,
  identifiers: readonly string[],
): Promise<Mapping<MappedProject>> {
  for (const identifier of identifiers) requireStorableText(identifier, 'identifier');
  const suffix = `.${portal()}`;
  const names = identifiers
    .filter((identifier) => identifier.endsWith(suffix))
    .map((identifier) => identifier.slice(0, -suffix.length));
  const { rows } = await sql<MappedProject & { short_name: string }>`
    select project.short_name, project.uuid, project.name, customer.uuid as customer_uuid,
      customer.name as customer_name
    from project join customer on customer.id = project.customer_id
    where project.short_name = any(${names}::text[]) and ${visibleProjectsSql(caller)}`.execute(db);
  const found = new Map(rows.map(({ short_name, ...project }) => [short_name + suffix, project]));
  return Object.fromEntries(identifiers.map((one) => [one, found.get(one) ?? null]));
}

export interface MappedUser {
  uuid: string;
  full_name: string;
  email: string;
  username: string;
}

/**
 * Emails, and identifiers such as `ada.a6a.brics` of people with a role in that project → the users
 * whom the caller knows; null for the others.
 */
export async function mapUsers(
  { db, portal }: MappingContext,
  caller: Caller,
  identifiers: readonly string[],
): Promise<Mapping<MappedUser>> {
  for (const identifier of identifiers) requireStorableText(identifier, 'identifier');
  const { rows } = await sql<MappedUser & { asked: string }>`
    select distinct on (wanted.asked) wanted.asked, person.uuid, person.full_name, person.email,
      person.username
    from unnest(${[...identifiers]}::text[]) as wanted(asked)
    cross join lateral (
      select found.id from (${peopleByEmailQuery(sql`wanted.asked`)}) found
      where strpos(wanted.asked, '@') > 0
      union all select role.person_id from project_role role
        join project on project.id = role.project_id
        join person_short_name named
          on named.person_id = role.person_id and named.replaced is null
        where strpos(wanted.asked, '@') = 0
          and named.short_name || '.' || project.short_name || '.' || ${portal()} = wanted.asked
    ) named_person
    join person on person.id = named_person.id and not person.is_robot
    where ${knownPeopleSql(caller)}
    order by wanted.asked, person.is_active desc, person.id`.execute(db);
  const found = new Map(rows.map(({ asked, ...user }) => [asked, user]));
  return Object.fromEntries(identifiers.map((one) => [one, found.get(one) ?? null]));
}
