/* The filters of the lists of reports: the parameters of Waldur's clients. */

import { sql } from 'kysely';
import { Type } from 'typebox';
import { flag, type ListFilter, type SqlCondition, text, uuid } from '../http/list-filters.ts';
import { isCompleteSql } from './report-months.ts';

function number(column: 'year' | 'month', minimum: number, maximum: number): ListFilter<unknown> {
  return {
    parameter: Type.Integer({ minimum, maximum }),
    toCondition: ([value]) => sql`${sql.ref(`report.${column}`)} = ${Number(value)}`,
  };
}

/** What storage reports can be filtered by. */
export const storageReportFilters = {
  year: number('year', 1970, 2200),
  month: number('month', 1, 12),
  project_identifier: text(
    'Exactly this, such as a6a.brics.',
    (value): SqlCondition => sql`report.project_identifier = ${value}`,
  ),
  project_uuid: uuid(
    'UUID of a project.',
    (value): SqlCondition => sql`report.project_uuid = ${value}::uuid`,
  ),
  resource: text(
    'Exactly this destination, such as brics.isambard.clusters.ai.',
    (value): SqlCondition => sql`report.resource = ${value}`,
  ),
};

/** What usage reports can be filtered by. */
export const usageReportFilters = {
  ...storageReportFilters,
  is_complete: flag(
    'true or false: whether the figures of every day are final.',
    (value): SqlCondition => sql`${isCompleteSql('usage_day')} = ${value}`,
  ),
};
