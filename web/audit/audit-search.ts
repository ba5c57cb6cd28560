import { basePath } from '../api/base-path.ts';
import { parsePageNumber, type SearchParams } from '../parts/search-params.ts';
import { toInstant } from '../parts/site-time-zone.ts';
import { splitEventTypes } from './event-types.ts';

/** The URL parameters of the audit. */
export type AuditSearch = SearchParams<
  | 'event_type'
  | 'managed_project_identifier'
  | 'managed_project_destination'
  | 'q'
  | 'timestamp_after'
  | 'timestamp_before'
  | 'o'
  | 'page'
>;

/** The parameters that "Clear filters" removes. */
export const filterNames = [
  'event_type',
  'managed_project_identifier',
  'managed_project_destination',
  'q',
  'timestamp_after',
  'timestamp_before',
] as const;

export const pageSize = 25;
export const defaultOrder = '-timestamp';

/** The query of the list. The days of the filter are whole days in the site's time zone. */
export function buildAuditQuery(search: AuditSearch) {
  return {
    ...buildFilterParams(search),
    o: search.o ?? defaultOrder,
    page: parsePageNumber(search.page),
    page_size: pageSize,
  };
}

/** How a CSV file is written: for spreadsheets in two ways, or plain (RFC 4180). */
export type CsvVariant = 'semicolon' | 'comma' | 'plain';

const csvParams: Readonly<Record<CsvVariant, Record<string, string>>> = {
  semicolon: { separator: 'semicolon', byte_order_mark: 'true' },
  comma: { separator: 'comma', byte_order_mark: 'true' },
  plain: {},
};

/** The URL of a CSV file with the same entries in the same order. */
export function buildExportUrl(search: AuditSearch, variant: CsvVariant): string {
  const { event_type = [], ...params } = buildFilterParams(search);
  const parameters = new URLSearchParams({
    ...params,
    ...csvParams[variant],
    o: search.o ?? defaultOrder,
  });
  for (const type of event_type) parameters.append('event_type', type);
  return `${basePath}/api/openportal-managed-project-audit/export/?${parameters}`;
}

function buildFilterParams(search: AuditSearch) {
  const types = splitEventTypes(search.event_type);
  const { managed_project_identifier: identifier, managed_project_destination: destination } =
    search;
  const { q, timestamp_after: after, timestamp_before: before } = search;
  return {
    ...(types.length > 0 && { event_type: types }),
    ...(identifier !== undefined && { managed_project_identifier: identifier }),
    ...(destination !== undefined && { managed_project_destination: destination }),
    ...(q !== undefined && { q }),
    ...(after !== undefined && { timestamp_after: toInstant(after, '00:00:00.000').toISOString() }),
    ...(before !== undefined && {
      timestamp_before: toInstant(before, '23:59:59.999').toISOString(),
    }),
  };
}
