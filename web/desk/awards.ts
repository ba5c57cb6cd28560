import { parseProjectIdentifier } from '../../src/award/identifiers.ts';
import { api, countOf, type ListPage, pageOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import type { Award } from '../api/types.ts';
import { pageNumber } from '../app/search.ts';
import type { Address } from '../award/award-query.ts';
import { filtersOf, oldestFirst, pageSize, tabOf, type View } from './view.ts';

export type AwardPage = ListPage<Award>;

export const keyOf = ({ identifier, destination }: Address): string =>
  `${identifier} ${destination}`;
export const nameOf = ({ details, identifier }: Award): string => details.name || identifier;
export const awardingPortal = ({ identifier }: Award): string =>
  parseProjectIdentifier(identifier).portal;

/** The time before which an award cannot be approved, where that is still ahead. */
export function embargoOf({ details }: Award, now: number): string | null {
  const earliest = details.earliest_approve;
  return earliest !== undefined && Date.parse(earliest) > now ? earliest : null;
}

function parametersOf(view: View, tab: string) {
  return { ...filtersOf(view), ...(tab !== 'all' && { state: [tab] }) };
}

/** One page of what a view shows. */
export function listQuery(view: View) {
  const query = {
    ...parametersOf(view, tabOf(view)),
    o: view.o ?? oldestFirst,
    page: pageNumber(view.page),
    page_size: pageSize,
  };
  return {
    queryKey: [...keys.awards, 'list', query] as const,
    queryFn: (): Promise<AwardPage> =>
      pageOf(api.GET('/api/openportal-managed-projects/', { params: { query } })) as Promise<
        ListPage<unknown>
      > as Promise<AwardPage>,
  };
}

export const countKey = [...keys.awards, 'count'] as const;

/** How many awards a tab has under the filters of a view. */
export function countQuery(view: View, tab: string) {
  const query = parametersOf(view, tab);
  return {
    queryKey: [...countKey, query] as const,
    queryFn: (): Promise<number> =>
      countOf(api.HEAD('/api/openportal-managed-projects/', { params: { query } })),
  };
}

export type Decision = 'approve' | 'reject';
