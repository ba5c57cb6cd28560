import { type Kysely, sql } from 'kysely';

/**
 * Lets roles and invitations end, names each of them, and remembers who gave it, and lets a
 * template give back its role mapping as it was written.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // created_by is null where an award or nobody with an account gave the role.
  ...['customer_role', 'project_role', 'invitation'].flatMap((table) => [
    `alter table ${table}
      add column uuid uuid not null default gen_random_uuid() constraint ${table}_uuid_unique unique,
      add column expiration_time timestamptz,
      add column created_by bigint references person`,
  ]),
  // Found by the task that ends roles whose time has come.
  ...['customer_role', 'project_role', 'invitation'].map(
    (table) => `create index ${table}_expiration on ${table} (expiration_time)
      where expiration_time is not null`,
  ),

  // Somebody invited to a customer by email, as to a project.
  `create table customer_invitation (
    customer_id bigint not null references customer on delete cascade,
    email text not null check (email = lower(email)),
    role text not null check (role in ('CUSTOMER.OWNER', 'CUSTOMER.MANAGER')),
    created timestamptz not null,
    uuid uuid not null default gen_random_uuid() constraint customer_invitation_uuid_unique unique,
    expiration_time timestamptz,
    created_by bigint references person,
    primary key (customer_id, email, role)
  )`,
  `create index customer_invitation_email on customer_invitation (email)`,
  `create index customer_invitation_expiration on customer_invitation (expiration_time)
    where expiration_time is not null`,

  // null: as role_mapping has it. role_mapping itself is what the rules read: word → role name.
  `alter table project_template add column role_mapping_given jsonb`,
];
