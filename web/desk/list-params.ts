import { parsePageNumber } from '../parts/search-params.ts';
import { toInstant } from '../parts/site-time-zone.ts';
import {
  type DeskView,
  type FilterName,
  getFilters,
  getOrder,
  getPageSize,
  getTab,
} from './desk-view.ts';

/** The bounds of instants, which a view has as days, with the time of the day that each means. */
const instantBounds = {
  waiting_since_after: '00:00:00.000',
  waiting_since_before: '23:59:59.999',
  created_after: '00:00:00.000',
  created_before: '23:59:59.999',
} as const satisfies Partial<Record<FilterName, string>>;

function toInstants(view: DeskView): Partial<Record<keyof typeof instantBounds, string>> {
  const entries = Object.entries(instantBounds).flatMap(([name, time]) => {
    const day = view[name as keyof typeof instantBounds];
    return day === undefined ? [] : [[name, toInstant(day, time).toISOString()] as const];
  });
  return Object.fromEntries(entries);
}

/** The filters of the interface for a tab of a view; a day of the site's zone as its first or last instant. */
export function buildFilterParams(view: DeskView, tab: string) {
  const { portal, offering, call, waiting_reason: reason, ...filters } = getFilters(view);
  return {
    ...filters,
    ...toInstants(view),
    // The interface takes several of these.
    ...(portal !== undefined && { portal: [portal] }),
    ...(offering !== undefined && { offering: [offering] }),
    ...(call !== undefined && { call: [call] }),
    ...(reason !== undefined && { waiting_reason: [reason] }),
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
