import { type Kysely, sql } from 'kysely';
import { announceEvents, type DirectEvent } from '../announcements/announcement-sql.ts';
import type { Database } from '../database/schema.ts';
import { projectPageUrl } from '../http/resource-urls.ts';

interface SpendingProject {
  id: number;
  uuid: string;
  name: string;
  short_name: string | null;
  customer_id: number;
  customer_uuid: string;
  customer_name: string;
  credits: string;
  used: string;
  percent: 80 | 100;
}

/**
 * Announces projects that have used 80 % or 100 % of their credits, once for each amount granted.
 * Who is beyond 100 % already hears of that alone.
 */
export async function announceUsedCredits(db: Kysely<Database>, now: string): Promise<void> {
  const { rows } = await sql<SpendingProject>`
    select project.id, project.uuid, project.name, project.short_name,
      customer.id as customer_id, customer.uuid as customer_uuid, customer.name as customer_name,
      project.credits, round(spent.used, 2)::text as used,
      case when spent.used >= project.credits then 100 else 80 end as percent
    from project join customer on customer.id = project.customer_id
    join (
      select machine_project.project_id,
        sum(seconds.total / resource.seconds_per_credit) as used
      from machine_project join resource on resource.id = machine_project.resource_id
      cross join lateral (select sum(part) as total
        from usage_day, unnest(usage_day.seconds) as part
        where usage_day.machine_project_id = machine_project.id) seconds
      group by machine_project.project_id) spent on spent.project_id = project.id
    where not project.is_removed and project.credits > 0
      and spent.used >= project.credits * 0.8
      and not exists (select from announced_once once where once.key =
        'usage.threshold:' || project.uuid || ':' || project.credits || ':100')`.execute(db);
  await announceEvents(db, rows.map(toEvent), now);
}

function toEvent(row: SpendingProject): DirectEvent {
  return {
    event: 'usage.threshold',
    data: {
      project_uuid: row.uuid,
      project_name: row.name,
      project_short_name: row.short_name ?? '',
      customer_uuid: row.customer_uuid,
      customer_name: row.customer_name,
      percent: row.percent,
      credits: row.credits,
      used: row.used,
      url: projectPageUrl('', row.uuid),
    },
    projectId: row.id,
    customerId: row.customer_id,
    onceFor: `usage.threshold:${row.uuid}:${row.credits}:${row.percent}`,
  };
}
