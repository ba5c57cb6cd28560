/* Reads what is exported, in batches, so that memory stays bounded. */

import { type RawBuilder, sql, type Transaction } from 'kysely';
import { orderDetailFields } from '../award/wire-details.ts';
import type { Database } from '../database/schema.ts';
import type { ExportName, ExportRecord } from './export-files.ts';

type Trx = Transaction<Database>;
export type Batches<Name extends ExportName> = AsyncGenerator<ExportRecord<Name>[]>;

const BATCH_SIZE = 1000;
/** Details can be as large as an award may be. */
const AWARD_BATCH_SIZE = 100;

/**
 * Yields the rows of a query in the order of `after_id`, which each row has. `query` makes the
 * statement that begins after an id.
 */
async function* readById<Row extends { after_id: number }>(
  trx: Trx,
  batchSize: number,
  query: (afterId: number, limit: number) => RawBuilder<Row>,
): AsyncGenerator<Omit<Row, 'after_id'>[]> {
  for (let last = 0; ; ) {
    const { rows } = await query(last, batchSize).execute(trx);
    if (rows.length > 0) yield rows.map(({ after_id: _, ...row }) => row);
    if (rows.length < batchSize) return;
    last = rows.at(-1)?.after_id ?? last;
  }
}

type Row<Name extends ExportName> = ExportRecord<Name> & { after_id: number };

/** Every award that is stored. */
export async function* readAwards(trx: Trx): Batches<'awards'> {
  const batches = readById<Row<'awards'>>(
    trx,
    AWARD_BATCH_SIZE,
    (after, limit) => sql`
      select award.id as after_id, identifier, destination, award.offering,
        award.portal as awarding_portal, template.name as template, state, award.name,
        details ->> 'allocation' as allocation, applied_allocation as granted_allocation,
        requested_credits, granted_credits, start_day as start_date, end_day as end_date,
        award.created, waiting_since, reviewed_at, reviewer.username as reviewed_by,
        review_comment, project.uuid as project_uuid, project.short_name, details
      from managed_project award join project_template template on template.id = template_id
      left join person reviewer on reviewer.id = reviewed_by
      left join project on project.id = project_id
      where award.id > ${after} order by award.id limit ${limit}`,
  );
  for await (const batch of batches) {
    yield batch.map((row) => ({
      ...row,
      details: orderDetailFields(row.details as Record<string, unknown>),
    })) as ExportRecord<'awards'>[];
  }
}

/** Every project, removed ones too, with its members and invitations. */
export function readProjects(trx: Trx): Batches<'projects'> {
  return readById<Row<'projects'>>(
    trx,
    BATCH_SIZE,
    (after, limit) => sql`
      select project.id as after_id, project.uuid, short_name, project.name,
        customer.name as customer, customer.uuid as customer_uuid, project.description,
        start_date, end_date, credits, backend_id, is_removed, project.created,
        coalesce((select json_agg(json_build_object('username', username, 'email', person.email,
            'role', role, 'expiration_time', expiration_time) order by username)
          from project_role join person on person.id = person_id
          where project_id = project.id), '[]') as members,
        coalesce((select json_agg(json_build_object('email', email, 'role', role) order by email)
          from invitation where project_id = project.id), '[]') as invitations
      from project join customer on customer.id = customer_id
      where project.id > ${after} order by project.id limit ${limit}`,
  ) as Batches<'projects'>;
}

/** Every account but the robot, without passwords and tokens. */
export function readPeople(trx: Trx): Batches<'people'> {
  return readById<Row<'people'>>(
    trx,
    BATCH_SIZE,
    (after, limit) => sql`
      select person.id as after_id, person.uuid, username, full_name, email,
        (select short_name from person_short_name
          where person_id = person.id and replaced is null) as short_name,
        is_staff, is_support, is_active, is_service_account, date_joined, last_sign_in,
        coalesce((select json_agg(json_build_object('customer', customer.name,
            'customer_uuid', customer.uuid, 'role', role, 'expiration_time', expiration_time)
            order by customer.name, role)
          from customer_role join customer on customer.id = customer_id
          where person_id = person.id), '[]') as customer_roles
      from person where not is_robot and person.id > ${after} order by person.id limit ${limit}`,
  ) as Batches<'people'>;
}

/** The whole administrative audit. */
export function readAdministrativeAudit(trx: Trx): Batches<'administrative_audit'> {
  return readById<Row<'administrative_audit'>>(
    trx,
    BATCH_SIZE,
    (after, limit) => sql`
      select entry.id as after_id, entry.id, timestamp, username as performed_by, via,
        address as client_ip, action, subject_kind, subject_uuid, subject_name, before, after
      from administrative_entry entry left join person on person.id = performed_by
      where entry.id > ${after} order by entry.id limit ${limit}`,
  ) as Batches<'administrative_audit'>;
}
