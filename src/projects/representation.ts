import { formatCredits } from '../award/credits.ts';
import { type Day, graceDays, isInGrace } from '../award/dates.ts';
import { type BaseUrl, customerUrl, paths, projectUrl } from '../http/addresses.ts';
import {
  bareOf,
  creditsOf,
  objectOf,
  plainOf,
  textOf,
  timeOf,
  urlOf,
  anyOf,
} from '../http/json-sql.ts';
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

/** The same as PostgreSQL writes it for awards, of `project` and its `customer`. */
export const projectJson = objectOf({
  url: urlOf(paths.projects, 'project.uuid'),
  uuid: plainOf('project.uuid'),
  name: textOf('project.name'),
  slug: textOf('project.slug'),
  short_name: anyOf('project.short_name'),
  description: textOf('project.description'),
  customer: urlOf(paths.customers, 'customer.uuid'),
  customer_uuid: plainOf('customer.uuid'),
  customer_name: textOf('customer.name'),
  customer_slug: textOf('customer.slug'),
  created: timeOf('project.created'),
  start_date: anyOf('project.start_date'),
  end_date: anyOf('project.end_date'),
  backend_id: textOf('project.backend_id'),
  is_removed: bareOf('project.is_removed'),
  is_in_grace_period: bareOf(`coalesce(project.end_date < given.today
    and project.end_date + ${graceDays} >= given.today, false)`),
  project_credit: anyOf('trim_scale(project.credits)'),
  credits: creditsOf('project.credits'),
});
