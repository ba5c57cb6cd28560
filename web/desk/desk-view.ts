import { type SearchParams, createSearchParser } from '../parts/search-params.ts';

/** The filters of the list, beside the state. */
export const filterNames = [
  'query',
  'identifier',
  'local_identifier',
  'project_template_uuid',
  'project_uuid',
  'hide_embargoed',
] as const;
export type FilterName = (typeof filterNames)[number];
export type DeskFilters = SearchParams<FilterName>;

/** What the address bar says of the desk: what is shown, in which order, which page. */
export type DeskView = SearchParams<FilterName | 'state' | 'o' | 'page'>;
/** Reads it. */
export const parseDeskView = createSearchParser([...filterNames, 'state', 'o', 'page']);
export type DeskViewChange = { [Name in keyof DeskView]?: string | undefined };

export const pageSize = 50;
export const defaultOrder = 'created';

/** The tabs; `all` is no state. */
export const tabs = ['pending', 'approved', 'rejected', 'canceled', 'all'] as const;
export type Tab = (typeof tabs)[number];

/** What waits is what one comes for. What the address bar says is passed on, even nonsense. */
export const getTab = (view: DeskView): string => view.state ?? 'pending';

export function getFilters(view: DeskView): DeskFilters {
  const set = filterNames.flatMap((name) => {
    const text = view[name];
    return text === undefined ? [] : [[name, text] as const];
  });
  return Object.fromEntries(set);
}

/** Filters that are not in plain sight, as the search is. */
export function getHiddenFilters(view: DeskView): FilterName[] {
  return filterNames.filter((name) => name !== 'query' && view[name] !== undefined);
}

export const isFiltered = (view: DeskView): boolean => Object.keys(getFilters(view)).length > 0;

/** Another view; a filter or an order that changes leads to the first page. */
export function updateView(view: DeskView, change: DeskViewChange): DeskView {
  const { page: _page, ...rest } = view;
  const texts = Object.entries({ ...rest, ...change }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  );
  return Object.fromEntries(texts);
}

export const clearFilters = (view: DeskView): DeskView =>
  updateView(view, Object.fromEntries(filterNames.map((name) => [name, undefined])));
