import { parseProjectIdentifier } from '../../src/award/identifiers.ts';
import { api, readCount, type ListPage, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Award } from '../api/types.ts';
import { parsePageNumber } from '../parts/search-params.ts';
import type { AwardKey } from '../award/award-queries.ts';
import { getFilters, defaultOrder, pageSize, getTab, type DeskView } from './desk-view.ts';

export type AwardListPage = ListPage<Award>;

export const formatAwardKey = ({ identifier, destination }: AwardKey): string =>
  `${identifier} ${destination}`;
export const getAwardName = ({ details, identifier }: Award): string => details.name || identifier;
export const getAwardingPortal = ({ identifier }: Award): string =>
  parseProjectIdentifier(identifier).portal;

/** The time before which an award cannot be approved, where that is still ahead. */
export function findEmbargoEnd({ details }: Award, now: number): string | null {
  const earliest = details.earliest_approve;
  return earliest !== undefined && Date.parse(earliest) > now ? earliest : null;
}

function buildFilterParams(view: DeskView, tab: string) {
  return { ...getFilters(view), ...(tab !== 'all' && { state: [tab] }) };
}

/** One page of what a view shows. */
export function awardListQuery(view: DeskView) {
  const query = {
    ...buildFilterParams(view, getTab(view)),
    o: view.o ?? defaultOrder,
    page: parsePageNumber(view.page),
    page_size: pageSize,
  };
  return {
    queryKey: [...queryKeys.awards, 'list', query] as const,
    queryFn: (): Promise<AwardListPage> =>
      readPage(api.GET('/api/openportal-managed-projects/', { params: { query } })) as Promise<
        ListPage<unknown>
      > as Promise<AwardListPage>,
  };
}

export const awardCountKey = [...queryKeys.awards, 'count'] as const;

/** How many awards a tab has under the filters of a view. */
export function awardCountQuery(view: DeskView, tab: string) {
  const query = buildFilterParams(view, tab);
  return {
    queryKey: [...awardCountKey, query] as const,
    queryFn: (): Promise<number> =>
      readCount(api.HEAD('/api/openportal-managed-projects/', { params: { query } })),
  };
}

export type ReviewAction = 'approve' | 'reject';
