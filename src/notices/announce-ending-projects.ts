import { type Kysely, sql } from 'kysely';
import { announceEvents, type DirectEvent } from '../announcements/announcement-sql.ts';
import type { Day } from '../award/dates.ts';
import type { Database } from '../database/schema.ts';
import { projectPageUrl } from '../http/resource-urls.ts';

/** How many days before the end of a project it is announced. */
const NOTICE_DAYS = [30, 7] as const;
/** A service that was down on the day announces it up to this many days late. */
const MAX_DELAY_DAYS = 2;

interface EndingProject {
  id: number;
  uuid: string;
  name: string;
  short_name: string | null;
  end_date: Day;
  customer_id: number;
  customer_uuid: string;
  customer_name: string;
  days: 30 | 7;
}

/**
 * Announces projects that end in 30 or 7 days, once for each end date. Projects that were created
 * later than that before their end are left out, as their people know.
 */
export async function announceEndingProjects(db: Kysely<Database>, now: string): Promise<void> {
  const today = sql`(${now}::timestamptz at time zone 'UTC')::date`;
  const { rows } = await sql<EndingProject>`
    select project.id, project.uuid, project.name, project.short_name, project.end_date,
      customer.id as customer_id, customer.uuid as customer_uuid, customer.name as customer_name,
      notice.days
    from project join customer on customer.id = project.customer_id
    join unnest(${[...NOTICE_DAYS]}::int[]) as notice (days)
      on project.end_date - ${today} between notice.days - ${MAX_DELAY_DAYS}::int and notice.days
    where not project.is_removed
      and (project.created at time zone 'UTC')::date <= project.end_date - notice.days`.execute(db);
  await announceEvents(db, rows.map(toEvent), now);
}

function toEvent(row: EndingProject): DirectEvent {
  return {
    event: 'project.ends_soon',
    data: {
      project_uuid: row.uuid,
      project_name: row.name,
      project_short_name: row.short_name ?? '',
      customer_uuid: row.customer_uuid,
      customer_name: row.customer_name,
      end_date: row.end_date,
      days: row.days,
      url: projectPageUrl('', row.uuid),
    },
    projectId: row.id,
    customerId: row.customer_id,
    onceFor: `project.ends_soon:${row.uuid}:${row.end_date}:${row.days}`,
  };
}
