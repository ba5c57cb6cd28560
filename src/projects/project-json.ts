/* A project as JSON. */

import { formatCredits } from '../award/assess-credits.ts';
import { addGrace, type Day, GRACE_DAYS, isInGrace } from '../award/dates.ts';
import { type BaseUrl, customerUrl, resourcePaths, projectUrl } from '../http/resource-urls.ts';
import {
  rawJson,
  jsonCredits,
  jsonObject,
  unescapedString,
  jsonString,
  jsonTime,
  jsonUrl,
  nullableJson,
} from '../http/json-sql.ts';
import { neutralJsonFields } from '../http/neutral-fields.ts';
import { neutralProjectFields } from './neutral-project-fields.ts';
import type { ProjectRow } from './project-store.ts';

/** A project in the form of the API, alone and in awards. `today` is the day in UTC. */
export function toProjectJson(row: ProjectRow, base: BaseUrl, today: Day) {
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
    customer_native_name: row.customer_native_name,
    customer_abbreviation: row.customer_abbreviation,
    customer_grace_period_days: GRACE_DAYS,
    effective_end_date: row.end_date && addGrace(row.end_date),
    ...neutralProjectFields,
  };
}

/** The same form, written by PostgreSQL for awards: expressions over `project` and its `customer`. */
export const projectJsonFields = jsonObject({
  url: jsonUrl(resourcePaths.projects, 'project.uuid'),
  uuid: unescapedString('project.uuid'),
  name: jsonString('project.name'),
  slug: jsonString('project.slug'),
  short_name: nullableJson('project.short_name'),
  description: jsonString('project.description'),
  customer: jsonUrl(resourcePaths.customers, 'customer.uuid'),
  customer_uuid: unescapedString('customer.uuid'),
  customer_name: jsonString('customer.name'),
  customer_slug: jsonString('customer.slug'),
  created: jsonTime('project.created'),
  start_date: nullableJson('project.start_date'),
  end_date: nullableJson('project.end_date'),
  backend_id: jsonString('project.backend_id'),
  is_removed: rawJson('project.is_removed'),
  is_in_grace_period: rawJson(`coalesce(project.end_date < given.today
    and project.end_date + ${GRACE_DAYS} >= given.today, false)`),
  project_credit: nullableJson('trim_scale(project.credits)'),
  credits: jsonCredits('project.credits'),
  customer_native_name: jsonString('customer.native_name'),
  customer_abbreviation: jsonString('customer.abbreviation'),
  customer_grace_period_days: [String(GRACE_DAYS)],
  effective_end_date: nullableJson(`(project.end_date + ${GRACE_DAYS})`),
  ...neutralJsonFields(neutralProjectFields),
});
