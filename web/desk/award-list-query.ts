import { api, type ListPage, readCount } from '../api/api-client.ts';
import { serviceUrl } from '../api/base-path.ts';
import { readAwardPage } from '../api/award-response.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Award } from '../api/types.ts';
import { type DeskView, getOrder, getTab } from './desk-view.ts';
import { buildFilterParams, buildListParams } from './list-params.ts';

export type AwardListPage = ListPage<Award>;
export type ReviewAction = 'refuse-change' | 'approve' | 'reject';

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
  const query = buildListParams(view);
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
