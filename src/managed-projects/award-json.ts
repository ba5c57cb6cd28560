/* The JSON of an award, as SQL that builds it in the database. */

import type { Day } from '../award/dates.ts';
import { type AwardFieldName, createEmptyDetails } from '../award/award-details.ts';
import { toWireDetails } from '../award/wire-details.ts';
import { awardFieldNames } from '../award/award-fields.ts';
import { type BaseUrl, nilUuid, resourcePaths } from '../http/resource-urls.ts';
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

/** What the JSON of an award depends on beside the award. */
export interface AwardJsonContext {
  base: BaseUrl;
  /** Our portal's name. */
  portal: string;
  today: Day;
}

/** Ours, after the fourteen fields that Waldur's clients know. */
const ownFields = {
  waiting_since: jsonTime('managed_project.waiting_since'),
  waiting_reasons: rawJson('managed_project.waiting_reasons'),
  in_force_allocation: nullableJson(`nullif(managed_project.applied_allocation, 'none')`),
  refused_allocation: nullableJson('managed_project.refused_allocation'),
  message_problem: nullableJson('managed_project.message_problem'),
  message_problem_at: jsonTime('managed_project.message_problem_at'),
  user_list_problem: nullableJson('managed_project.user_list_problem'),
  assignee_uuid: nullableJson('assignee.uuid'),
  assignee_full_name: nullableJson('assignee.full_name'),
  assigned_at: jsonTime('case when assignee.id is not null then managed_project.assigned_at end'),
};

/**
 * The fourteen fields (docs/rules/api.md, R2.1) and ours as an SQL expression over
 * `managed_project`, its `reviewer`, its `assignee`, its `project`, the project's `customer`, and `template`, which
 * is JSON already.
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
      ...ownFields,
    }),
  );

const noProjectJson: JsonSql = [JSON.stringify({ url: '', uuid: nilUuid, name: '' })];

/** Larger details, which only earlier versions stored, are not read: only what is short is shown. */
const MAX_SHOWN_DETAILS_BYTES = 8 * 1024 * 1024;
const shortFieldNames: AwardFieldName[] = [
  'name',
  'template',
  'start_date',
  'end_date',
  'allocation',
  'earliest_approve',
  'membership_control',
];

/** The details as they are shown. */
const shownDetails = `case
  when coalesce(managed_project.details_bytes, octet_length(managed_project.details::text))
    <= ${MAX_SHOWN_DETAILS_BYTES} then managed_project.details
  else '${JSON.stringify(toWireDetails(createEmptyDetails()))}'::jsonb || jsonb_strip_nulls(
    jsonb_build_object(${shortFieldNames
      .map((name) => `'${name}', left(managed_project.details ->> '${name}', 500)`)
      .join(', ')})) end`;

/** An award in a list: the details in the order that PostgreSQL stores them in. */
export const listedAwardJson = awardJson(rawJson(`(${shownDetails})`));

/** One award: the details in the order of docs/rules/openportal.md, O2.7. */
export const singleAwardJson = awardJson([
  {
    sql: `(select '{' || coalesce(string_agg(to_json(key)::text || ':' || value::text, ','
        order by array_position(array['${awardFieldNames.join(`','`)}'], key), place), '') || '}'
      from jsonb_each(${shownDetails}) with ordinality as detail (key, value, place))`,
  },
]);
