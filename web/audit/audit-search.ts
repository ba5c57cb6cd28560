import { auditEventTypes } from '../../src/award/enums.ts';
import type { SearchParams } from '../parts/search-params.ts';
import { parsePageNumber } from '../parts/search-params.ts';

/** What the address bar says of the audit. */
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

/** Of which there are none by default, so that "clear" knows what to clear. */
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

/** The kinds of events asked for; the address bar separates them by commas. */
export function parseEventTypes(search: AuditSearch): string[] {
  return (search.event_type ?? '').split(',').filter((type) => type !== '');
}

/** The kinds of which there is a word; another is left for the service to refuse. */
export function parseKnownEventTypes(search: AuditSearch): string[] {
  const known: readonly string[] = auditEventTypes;
  return parseEventTypes(search).filter((type) => known.includes(type));
}

/** What the service is asked for: days are those of the reader, from their first to last moment. */
export function buildAuditQuery(search: AuditSearch) {
  return {
    ...buildFilterParams(search),
    o: search.o ?? defaultOrder,
    page: parsePageNumber(search.page),
    page_size: pageSize,
  };
}

/** Where the same entries come from as a file. */
export function buildExportUrl(search: AuditSearch): string {
  const { event_type = [], ...texts } = buildFilterParams(search);
  const parameters = new URLSearchParams({ ...texts, o: search.o ?? defaultOrder });
  for (const type of event_type) parameters.append('event_type', type);
  return `/api/openportal-managed-project-audit/export/?${parameters}`;
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

/** A day's moment in the reader's time zone; what is no day is left for the service to refuse. */
function toTimestamp(day: string, time: string): string {
  const moment = new Date(`${day}T${time}`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(moment.getTime());
  return isDay ? moment.toISOString() : day;
}
