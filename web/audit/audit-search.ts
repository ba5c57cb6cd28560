import { auditEventTypes } from '../../src/award/award-enums.ts';
import { basePath } from '../api/base-path.ts';
import { parsePageNumber, type SearchParams } from '../parts/search-params.ts';

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

/** The event types of the filter, which the URL separates by commas. */
function parseEventTypes(search: AuditSearch): string[] {
  return (search.event_type ?? '').split(',').filter((type) => type !== '');
}

/** The event types of the filter that exist; the service explains what is wrong with others. */
export function parseKnownEventTypes(search: AuditSearch): string[] {
  const known: readonly string[] = auditEventTypes;
  return parseEventTypes(search).filter((type) => known.includes(type));
}

/** The query of the list. The days of the filter are whole days in the reader's time zone. */
export function buildAuditQuery(search: AuditSearch) {
  return {
    ...buildFilterParams(search),
    o: search.o ?? defaultOrder,
    page: parsePageNumber(search.page),
    page_size: pageSize,
  };
}

/** The URL of a CSV file with the same entries. */
export function buildExportUrl(search: AuditSearch): string {
  const { event_type = [], ...params } = buildFilterParams(search);
  const parameters = new URLSearchParams({ ...params, o: search.o ?? defaultOrder });
  for (const type of event_type) parameters.append('event_type', type);
  return `${basePath}/api/openportal-managed-project-audit/export/?${parameters}`;
}

function buildFilterParams(search: AuditSearch) {
  const types = parseEventTypes(search);
  const { managed_project_identifier: identifier, managed_project_destination: destination } =
    search;
  const { q, timestamp_after: after, timestamp_before: before } = search;
  return {
    ...(types.length > 0 && { event_type: types }),
    ...(identifier !== undefined && { managed_project_identifier: identifier }),
    ...(destination !== undefined && { managed_project_destination: destination }),
    ...(q !== undefined && { q }),
    ...(after !== undefined && { timestamp_after: toTimestamp(after, '00:00:00.000') }),
    ...(before !== undefined && { timestamp_before: toTimestamp(before, '23:59:59.999') }),
  };
}

/**
 * The instant of a time on a day in the reader's time zone; a text that is no day stays as it is, so
 * that the service explains what is wrong with it.
 */
function toTimestamp(day: string, time: string): string {
  const instant = new Date(`${day}T${time}`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(instant.getTime());
  return isDay ? instant.toISOString() : day;
}
