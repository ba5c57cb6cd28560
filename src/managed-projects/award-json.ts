/* The JSON of an award: its stored values, and what it shows of other rows, put together as text. */

import type { Day } from '../award/dates.ts';
import { type BaseUrl, nilUuid, resourcePaths } from '../http/resource-urls.ts';
import {
  jsonCase,
  type JsonSql,
  jsonString,
  jsonTime,
  jsonUrl,
  nullableJson,
  toExpressionSql,
  unescapedString,
} from '../http/json-sql.ts';
import type { ReplyBuffer } from '../http/reply-buffer.ts';
import { projectJsonFields } from '../projects/project-json.ts';

/** What the JSON of an award depends on beside the award. */
export interface AwardJsonContext {
  base: BaseUrl;
  /** Our portal's name. */
  portal: string;
  today: Day;
}

/** U+0001, between values: in JSON it is always escaped. */
const SEPARATOR = '\u0001';
const separatorSql = String.raw`e'\x01'`;

const joinValues = (values: readonly string[]): string => values.join(` || ${separatorSql} || `);

/** JSON where a row exists, and nothing where it does not: writeAward has what is shown then. */
const jsonOrNothing = (row: string, json: JsonSql): string =>
  toExpressionSql(jsonCase(`${row}.id is null`, [''], json));

/**
 * Award after award as one text, as an SQL aggregate for readAwardValues: over `managed_project` with a
 * `place`, its `reviewer`, `assignee`, `hold`, `project` with its `customer`, and `given`.
 */
export const awardValuesSql = `coalesce(string_agg(${joinValues([
  'managed_project.template_id',
  jsonOrNothing('reviewer', [
    ...jsonString('reviewer.full_name'),
    ',"reviewed_by_uuid":',
    ...unescapedString('reviewer.uuid'),
  ]),
  jsonOrNothing('project', [
    ...jsonUrl(resourcePaths.projects, 'project.uuid'),
    ',"project_data":',
    ...projectJsonFields,
  ]),
  `coalesce(to_json(project.short_name || '.' || given.portal)::text, '')`,
  jsonOrNothing('assignee', [
    ...unescapedString('assignee.uuid'),
    ',"assignee_full_name":',
    ...nullableJson('assignee.full_name'),
    ',"assigned_at":',
    ...jsonTime('managed_project.assigned_at'),
  ]),
  'managed_project.stored_json',
  toExpressionSql(
    jsonCase(
      'hold.since is null',
      [''],
      [...jsonTime('hold.since'), ',"legal_hold_reason":', ...jsonString('hold.reason')],
    ),
  ),
])}, ${separatorSql} order by managed_project.place), '')`;

/** What an award shows where it has no reviewer, project or assignee, or nothing is to be said. */
const noReviewer = `"","reviewed_by_uuid":"${nilUuid}"`;
const noProject = `"","project_data":${JSON.stringify({ url: '', uuid: nilUuid, name: '' })}`;
const noAssignee = 'null,"assignee_full_name":null,"assigned_at":null';
const noLegalHold = 'null,"legal_hold_reason":null';
const noProblems = [
  '"refused_allocation":null,"message_problem":null,"message_problem_at":null',
  '"user_list_problem":null',
].join();

/** How many values each award has: six beside the stored ones. */
const VALUE_COUNT = 17;

/** The values of each award, from the text of `awardValuesSql`. */
export function readAwardValues(text: string): string[][] {
  const values = text === '' ? [] : text.split(SEPARATOR);
  const awards: string[][] = [];
  for (let first = 0; first < values.length; first += VALUE_COUNT) {
    awards.push(values.slice(first, first + VALUE_COUNT));
  }
  return awards;
}

/** The id of the template of an award, from its values. */
export const getTemplateId = (values: readonly string[]): string => values[0] as string;

/**
 * Writes the JSON of an award: the fourteen fields of docs/rules/api.md, R2.1, and ours after them.
 * Values 5 to 15 are those of `award_stored_json` (migration 0031), where an empty one stands for
 * what most awards have. `template` is its text of `loadTemplateJson`.
 */
export function writeAward(values: readonly string[], template: Buffer, into: ReplyBuffer): void {
  const value = (place: number, usual: string): string => values[place] || usual;
  into.writeText(
    `{"state":"${value(5, '')}","created":${value(6, 'null')},"reviewed_at":${value(7, 'null')}` +
      `,"reviewed_by_full_name":${value(1, noReviewer)},"review_comment":${value(8, 'null')}` +
      `,"identifier":${value(9, '')},"destination":${value(10, '')},"details":${value(11, '{}')}` +
      `,"project":${value(2, noProject)},"project_template":`,
  );
  into.writeBytes(template);
  into.writeText(
    `,"local_identifier":${value(3, 'null')},"waiting_since":${value(12, 'null')}` +
      `,"waiting_reasons":${value(13, '[]')},"in_force_allocation":${value(14, 'null')}` +
      `,${value(15, noProblems)},"assignee_uuid":${value(4, noAssignee)}` +
      `,"legal_hold_since":${value(16, noLegalHold)}}`,
  );
}
