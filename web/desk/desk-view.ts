import { awardStates } from '../../src/award/award-enums.ts';
import { createSearchParser, type SearchParams } from '../parts/search-params.ts';

/** The filters of the list besides the state, as the list's URL parameters. */
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

/** The URL parameters of the desk: filters, tab (`state`), order (`o`) and page. */
export type DeskView = SearchParams<FilterName | 'state' | 'o' | 'page'>;
export const parseDeskView = createSearchParser([...filterNames, 'state', 'o', 'page'], {
  state: (text) => isTab(text),
});
/** New values of parameters; undefined removes one. */
export type DeskViewChange = { [Name in keyof DeskView]?: string | undefined };

export const pageSize = 50;

/** A tab for each state, and one for all awards. */
export const tabs = [...awardStates, 'all'] as const;
export type Tab = (typeof tabs)[number];

/** The tab that a view shows. */
export const getTab = (view: DeskView): string => view.state ?? 'pending';

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
