import { parsePageNumber } from '../parts/search-params.ts';
import { toInstant } from '../parts/site-time-zone.ts';
import { type DeskView, getFilters, getOrder, getPageSize, getTab } from './desk-view.ts';

/** The filters of the interface for a tab of a view; a day of the site's zone as its last instant. */
export function buildFilterParams(view: DeskView, tab: string) {
  const {
    portal,
    offering,
    call,
    waiting_reason: reason,
    waiting_since_before: lastDay,
    ...filters
  } = getFilters(view);
  return {
    ...filters,
    // The interface takes several of these.
    ...(portal !== undefined && { portal: [portal] }),
    ...(offering !== undefined && { offering: [offering] }),
    ...(call !== undefined && { call: [call] }),
    ...(reason !== undefined && { waiting_reason: [reason] }),
    ...(lastDay !== undefined && {
      waiting_since_before: toInstant(lastDay, '23:59:59.999').toISOString(),
    }),
    ...(tab !== 'all' && { state: tab.split(',') }),
  };
}

/** The parameters of the interface for the page of awards that a view shows. */
export const buildListParams = (view: DeskView) => ({
  ...buildFilterParams(view, getTab(view)),
  o: getOrder(view),
  page: parsePageNumber(view.page),
  page_size: getPageSize(view),
});
