import { type Day, isInGrace } from '../award/dates.ts';
import { detailOrder } from '../award/details.ts';
import { type BaseUrl, nilUuid, paths } from '../http/addresses.ts';
import { etagOf } from '../http/conditional.ts';
import {
  bareOf,
  eitherOf,
  expressionOf,
  type Json,
  objectOf,
  plainOf,
  textOf,
  timeOf,
  urlOf,
  anyOf,
} from '../http/json-sql.ts';
import { projectJson } from '../projects/representation.ts';
import type { AwardStamp } from './store.ts';

/** What a representation depends on beside the award. */
export interface Viewpoint {
  base: BaseUrl;
  /** Our portal's name. */
  portal: string;
  today: Day;
}

/**
 * The fourteen fields (api.md, Representation) as an expression of SQL, of `managed_project`, its
 * `reviewer`, `project`, that one's `customer`, and `template`, which is JSON already.
 */
const awardJson = (details: Json): string =>
  expressionOf(
    objectOf({
      state: plainOf('managed_project.state'),
      created: timeOf('managed_project.created'),
      reviewed_at: timeOf('managed_project.reviewed_at'),
      reviewed_by_full_name: textOf(`coalesce(reviewer.full_name, '')`),
      reviewed_by_uuid: plainOf(`coalesce(reviewer.uuid, '${nilUuid}')`),
      review_comment: anyOf('managed_project.review_comment'),
      identifier: textOf('managed_project.identifier'),
      destination: textOf('managed_project.destination'),
      details,
      project: eitherOf('project.id is null', ['""'], urlOf(paths.projects, 'project.uuid')),
      project_data: eitherOf('project.id is null', noProject, projectJson),
      project_template: urlOf(paths.templates, 'template.uuid'),
      project_template_data: bareOf('template.json'),
      local_identifier: anyOf(`project.short_name || '.' || given.portal`),
    }),
  );

const noProject: Json = [JSON.stringify({ url: '', uuid: nilUuid, name: '' })];

/** In a list the details are as PostgreSQL has them, … */
export const listedJson = awardJson(bareOf('managed_project.details'));

/** … of one award in the order that people read them in. */
export const singleJson = awardJson([
  {
    sql: `(select '{' || coalesce(string_agg(to_json(key)::text || ':' || value::text, ','
        order by array_position(array['${detailOrder.join(`','`)}'], key), place), '') || '}'
      from jsonb_each(managed_project.details) with ordinality as detail (key, value, place))`,
  },
]);

/**
 * The ETag of one award: changes with the award, its project, its template and their names. The
 * counts of its customers do not count: another award's approval must not put a reviewer off.
 */
export function awardEtag(
  { stamp, end_date }: AwardStamp,
  { portal, today }: Pick<Viewpoint, 'portal' | 'today'>,
): string {
  return etagOf([stamp, isInGrace(end_date, today), portal]);
}
