import { type SearchTexts, textsOf } from '../app/search.ts';

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
export type Filters = SearchTexts<FilterName>;

/** What the address bar says of the desk: what is shown, in which order, which page. */
export type View = SearchTexts<FilterName | 'state' | 'o' | 'page'>;
/** Reads it. */
export const readView = textsOf([...filterNames, 'state', 'o', 'page']);
export type ViewChange = { [Name in keyof View]?: string | undefined };

export const pageSize = 50;
export const oldestFirst = 'created';

/** The tabs; `all` is no state. */
export const tabs = ['pending', 'approved', 'rejected', 'canceled', 'all'] as const;
export type Tab = (typeof tabs)[number];

/** What waits is what one comes for. What the address bar says is passed on, even nonsense. */
export const tabOf = (view: View): string => view.state ?? 'pending';

export function filtersOf(view: View): Filters {
  const set = filterNames.flatMap((name) => {
    const text = view[name];
    return text === undefined ? [] : [[name, text] as const];
  });
  return Object.fromEntries(set);
}

/** Filters that are not in plain sight, as the search is. */
export function hiddenFilters(view: View): FilterName[] {
  return filterNames.filter((name) => name !== 'query' && view[name] !== undefined);
}

export const isFiltered = (view: View): boolean => Object.keys(filtersOf(view)).length > 0;

/** Another view; a filter or an order that changes leads to the first page. */
export function changed(view: View, change: ViewChange): View {
  const { page: _page, ...rest } = view;
  const texts = Object.entries({ ...rest, ...change }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  );
  return Object.fromEntries(texts);
}

export const unfiltered = (view: View): View =>
  changed(view, Object.fromEntries(filterNames.map((name) => [name, undefined])));
