import { displayName } from '../../src/award/award-details.ts';
import { parseProjectIdentifier } from '../../src/award/identifiers.ts';
import { api, type ListPage, readCount } from '../api/api-client.ts';
import { serviceUrl } from '../api/base-path.ts';
import { readAwardPage } from '../api/award-response.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Award } from '../api/types.ts';
import type { AwardKey } from '../award/award-queries.ts';
import { parsePageNumber } from '../parts/search-params.ts';
import { type DeskView, getFilters, getOrder, getPageSize, getTab } from './desk-view.ts';

export type AwardListPage = ListPage<Award>;
export type ReviewAction = 'refuse-change' | 'approve' | 'reject';

/** An award's key as one text, for maps and React keys. */
export const formatAwardKey = ({ identifier, destination }: AwardKey): string =>
  `${identifier} ${destination}`;

export const getAwardName = ({ details, identifier }: Award): string =>
  displayName({ name: details.name, identifier });

export const getAwardingPortal = ({ identifier }: Award): string =>
  parseProjectIdentifier(identifier).portal;

/** When the award's embargo ends (RFC 3339); null where it has none or the end has passed. */
export function findEmbargoEnd({ details }: Award, now: number): string | null {
  const earliest = details.earliest_approve;
  return earliest !== undefined && Date.parse(earliest) > now ? earliest : null;
}

function buildFilterParams(view: DeskView, tab: string) {
  const { portal, offering, call, waiting_reason: reason, ...filters } = getFilters(view);
  return {
    ...filters,
    // The interface takes several of these.
    ...(portal !== undefined && { portal: [portal] }),
    ...(offering !== undefined && { offering: [offering] }),
    ...(call !== undefined && { call: [call] }),
    ...(reason !== undefined && { waiting_reason: [reason] }),
    ...(tab !== 'all' && { state: tab.split(',') }),
  };
}

/** Where the awards of a view are as CSV, for spreadsheets. */
export function buildCsvUrl(view: DeskView): string {
  const params = new URLSearchParams({ separator: 'semicolon', byte_order_mark: 'true' });
  for (const [name, values] of Object.entries(buildFilterParams(view, getTab(view)))) {
    for (const value of [values].flat()) params.append(name, value);
  }
  params.set('o', getOrder(view));
  return `${serviceUrl}/api/openportal-managed-projects/export/?${params}`;
}

/** The query for the page of awards that a view shows. */
export function awardListQuery(view: DeskView) {
  const query = {
    ...buildFilterParams(view, getTab(view)),
    o: getOrder(view),
    page: parsePageNumber(view.page),
    page_size: getPageSize(view),
  };
  return {
    queryKey: [...queryKeys.awards, 'list', query] as const,
    queryFn: (): Promise<AwardListPage> =>
      readAwardPage(api.GET('/api/openportal-managed-projects/', { params: { query } })),
  };
}

/** The prefix of all counts' keys. */
export const awardCountKey = [...queryKeys.awards, 'count'] as const;

/** The query for the number of awards in a tab under the filters of a view. */
export function awardCountQuery(view: DeskView, tab: string) {
  const query = buildFilterParams(view, tab);
  return {
    queryKey: [...awardCountKey, query] as const,
    queryFn: (): Promise<number> =>
      readCount(api.HEAD('/api/openportal-managed-projects/', { params: { query } })),
  };
}
