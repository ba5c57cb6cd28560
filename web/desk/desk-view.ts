import { type AwardState, awardStates } from '../../src/award/award-enums.ts';
import { waitingReasonCodes } from '../../src/award/waiting-reason.ts';
import {
  createSearchParser,
  isBoolean,
  isDay,
  isDayOfInstants,
  type SearchParams,
} from '../parts/search-params.ts';
import { isUuid } from '../parts/uuid.ts';

/** The filters by origin, reason, assignee, wait, size and dates. */
export const moreFilterNames = [
  'portal',
  'offering',
  'call',
  'waiting_reason',
  'assignee_uuid',
  'waiting_since_after',
  'waiting_since_before',
  'created_after',
  'created_before',
  'requested_credits_min',
  'requested_credits_max',
  'start_date_after',
  'start_date_before',
  'end_date_after',
  'end_date_before',
] as const;

/** The filters of the list besides the state, as the list's URL parameters. */
export const filterNames = [
  'query',
  'identifier',
  'local_identifier',
  'project_template_uuid',
  'project_uuid',
  'hide_embargoed',
  'legal_hold',
  'mentioned_uuid',
  ...moreFilterNames,
] as const;
export type FilterName = (typeof filterNames)[number];
export type DeskFilters = SearchParams<FilterName>;

/** The URL parameters of the desk: filters, tab (`state`), order (`o`) and page. */
export type DeskView = SearchParams<FilterName | 'state' | 'o' | 'page' | 'page_size'>;

const isAmount = (text: string): boolean => /^\d{1,18}(\.\d{1,10})?$/.test(text);

export const parseDeskView = createSearchParser(
  [...filterNames, 'state', 'o', 'page', 'page_size'],
  {
    state: (text) => text.split(',').every(isTab),
    page_size: (text) => pageSizes.some((size) => String(size) === text),
    waiting_reason: (text) => waitingReasonCodes.some((code) => code === text),
    legal_hold: isBoolean,
    assignee_uuid: (text) => text === 'none' || isUuid(text),
    waiting_since_after: isDayOfInstants,
    waiting_since_before: isDayOfInstants,
    created_after: isDayOfInstants,
    created_before: isDayOfInstants,
    requested_credits_min: isAmount,
    requested_credits_max: isAmount,
    start_date_after: isDay,
    start_date_before: isDay,
    end_date_after: isDay,
    end_date_before: isDay,
  },
);
/** New values of parameters; undefined removes one. */
export type DeskViewChange = { [Name in keyof DeskView]?: string | undefined };

/** How many awards a page can have. */
export const pageSizes = [25, 50, 100, 200] as const;
const defaultPageSize = 50;

export const getPageSize = (view: DeskView): number => Number(view.page_size ?? defaultPageSize);

/** A tab for each state, and one for all awards. */
export const tabs = [...awardStates, 'all'] as const;
export type Tab = (typeof tabs)[number];

/** The tab that a view shows: a state, several with commas, or `all`. */
export const getTab = (view: DeskView): string => view.state ?? 'pending';

/** Whether the tab shows awards of this state. */
export const isInTab = (tab: string, state: AwardState): boolean =>
  tab === 'all' || tab.split(',').includes(state);

/** The order of a view: the requested one, else the longest waiting or the first arrived first. */
export const getOrder = (view: DeskView): string => view.o ?? getDefaultOrder(view);

export const getDefaultOrder = (view: DeskView): string =>
  getTab(view) === 'pending' ? 'waiting_since' : 'created';

export const isTab = (text: string): text is Tab => tabs.some((tab) => tab === text);

/** The filters that are set. */
export function getFilters(view: DeskView): DeskFilters {
  const entries = filterNames.flatMap((name) => {
    const text = view[name];
    return text === undefined ? [] : [[name, text] as const];
  });
  return Object.fromEntries(entries);
}

/** The filters that are set and not visible, as the search is in its input. */
export function getHiddenFilters(view: DeskView): FilterName[] {
  return filterNames.filter((name) => name !== 'query' && view[name] !== undefined);
}

export const isFiltered = (view: DeskView): boolean => Object.keys(getFilters(view)).length > 0;

/** Applies a change; unless it names a page, the new view starts at the first one. */
export function updateView(view: DeskView, change: DeskViewChange): DeskView {
  const { page: _page, ...rest } = view;
  const entries = Object.entries({ ...rest, ...change }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  );
  return Object.fromEntries(entries);
}

export const clearFilters = (view: DeskView): DeskView =>
  updateView(view, Object.fromEntries(filterNames.map((name) => [name, undefined])));
