import { formatCredits } from '../award/credits.ts';
import { type Day, isInGrace } from '../award/dates.ts';
import { type BaseUrl, customerUrl, projectUrl } from '../http/addresses.ts';
import type { ProjectRow } from './store.ts';

/** A project as its own endpoint and awards give it. `today` in UTC. */
export function representProject(row: ProjectRow, base: BaseUrl, today: Day) {
  return {
    url: projectUrl(base, row.uuid),
    uuid: row.uuid,
    name: row.name,
    slug: row.slug,
    short_name: row.short_name,
    description: row.description,
    customer: customerUrl(base, row.customer_uuid),
    customer_uuid: row.customer_uuid,
    customer_name: row.customer_name,
    customer_slug: row.customer_slug,
    created: row.created,
    start_date: row.start_date,
    end_date: row.end_date,
    backend_id: row.backend_id,
    is_removed: row.is_removed,
    is_in_grace_period: isInGrace(row.end_date, today),
    project_credit: row.credits === null ? null : Number(row.credits),
    credits: row.credits === null ? null : formatCredits(row.credits),
  };
}
