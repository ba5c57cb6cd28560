import { type Day, isInGrace } from '../award/dates.ts';
import { detailFieldOrder } from '../award/award-details.ts';
import { type BaseUrl, nilUuid, resourcePaths } from '../http/resource-urls.ts';
import { computeEtag } from '../http/conditional-requests.ts';
import {
  rawJson,
  jsonCase,
  toExpressionSql,
  type JsonSql,
  jsonObject,
  unescapedString,
  jsonString,
  jsonTime,
  jsonUrl,
  nullableJson,
} from '../http/json-sql.ts';
import { projectJsonFields } from '../projects/project-json.ts';
import type { AwardEtagSource } from './find-award.ts';

/** What a representation depends on beside the award. */
export interface AwardJsonContext {
  base: BaseUrl;
  /** Our portal's name. */
  portal: string;
  today: Day;
}

/**
 * The fourteen fields (api.md, Representation) as an expression of SQL, of `managed_project`, its
 * `reviewer`, `project`, that one's `customer`, and `template`, which is JSON already.
 */
const awardJson = (details: JsonSql): string =>
  toExpressionSql(
    jsonObject({
      state: unescapedString('managed_project.state'),
      created: jsonTime('managed_project.created'),
      reviewed_at: jsonTime('managed_project.reviewed_at'),
      reviewed_by_full_name: jsonString(`coalesce(reviewer.full_name, '')`),
      reviewed_by_uuid: unescapedString(`coalesce(reviewer.uuid, '${nilUuid}')`),
      review_comment: nullableJson('managed_project.review_comment'),
      identifier: jsonString('managed_project.identifier'),
      destination: jsonString('managed_project.destination'),
      details,
      project: jsonCase(
        'project.id is null',
        ['""'],
        jsonUrl(resourcePaths.projects, 'project.uuid'),
      ),
      project_data: jsonCase('project.id is null', noProjectJson, projectJsonFields),
      project_template: jsonUrl(resourcePaths.templates, 'template.uuid'),
      project_template_data: rawJson('template.json'),
      local_identifier: nullableJson(`project.short_name || '.' || given.portal`),
    }),
  );

const noProjectJson: JsonSql = [JSON.stringify({ url: '', uuid: nilUuid, name: '' })];

/** In a list the details are as PostgreSQL has them, … */
export const listedAwardJson = awardJson(rawJson('managed_project.details'));

/** … of one award in the order that people read them in. */
export const singleAwardJson = awardJson([
  {
    sql: `(select '{' || coalesce(string_agg(to_json(key)::text || ':' || value::text, ','
        order by array_position(array['${detailFieldOrder.join(`','`)}'], key), place), '') || '}'
      from jsonb_each(managed_project.details) with ordinality as detail (key, value, place))`,
  },
]);

/**
 * The ETag of one award: changes with the award, its project, its template and their names. The
 * counts of its customers do not count: another award's approval must not put a reviewer off.
 */
export function createAwardEtag(
  { stamp, end_date }: AwardEtagSource,
  { portal, today }: Pick<AwardJsonContext, 'portal' | 'today'>,
): string {
  return computeEtag([stamp, isInGrace(end_date, today), portal]);
}
