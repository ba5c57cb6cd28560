import type { AwardState } from '../api/types.ts';
import { pageNumber, textsOf } from '../app/search.ts';

/** Reads what the address bar says of the desk. */
export const readDeskSearch = textsOf([
  'state',
  'query',
  'identifier',
  'local_identifier',
  'project_template_uuid',
  'project_uuid',
  'hide_embargoed',
  'o',
  'page',
]);
export type DeskSearch = ReturnType<typeof readDeskSearch>;

export const pageSize = 50;
export const defaultOrder = 'created';

export type Tab = Exclude<AwardState, 'draft'> | 'all';
export const tabs: readonly Tab[] = ['pending', 'approved', 'rejected', 'canceled', 'all'];

/** What waits is what a reviewer comes for. */
export function tabOf({ state }: DeskSearch): Tab {
  return tabs.find((tab) => tab === state) ?? 'pending';
}

/** The filters beside state and search, in words. */
export const filterWords = {
  identifier: 'Identifier',
  local_identifier: 'Local identifier',
  project_template_uuid: 'Template',
  project_uuid: 'Project',
  hide_embargoed: 'Without embargoed',
} as const;
export type FilterName = keyof typeof filterWords;

const filterNames = Object.keys(filterWords) as FilterName[];

/** The filters that are set. */
export function filtersOf(search: DeskSearch): FilterName[] {
  return filterNames.filter((name) => search[name] !== undefined);
}

/** The service's filters of this view in one of the tabs; orders and pages are not among them. */
export function filterOf(search: DeskSearch, tab: Tab) {
  const names = ['query', ...filterNames] as const;
  const set = names.flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]]]));
  return { ...Object.fromEntries(set), ...(tab !== 'all' && { state: [tab] }) };
}

/** The whole query of the page that is shown. */
export function queryOf(search: DeskSearch) {
  return {
    ...filterOf(search, tabOf(search)),
    o: search.o ?? defaultOrder,
    page: pageNumber(search.page),
    page_size: pageSize,
  };
}
