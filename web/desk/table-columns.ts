import type { Tab } from './desk-view.ts';

/** What the service can order by, in the words of the desk. */
export const orderOptions = [
  { value: 'created', label: 'Oldest first' },
  { value: '-created', label: 'Newest first' },
  { value: 'details__name', label: 'Award' },
  { value: 'identifier', label: 'Identifier' },
  { value: 'project_template__offering', label: 'Offering' },
  { value: 'project_template__name', label: 'Template' },
  { value: 'project__customer__name', label: 'Customer' },
  { value: 'state', label: 'State' },
];

export interface Column {
  label: string;
  /** The name that `o` knows it by. */
  sortKey?: string;
  /** What is shown grows as what it is ordered by falls. */
  isReversed?: true;
  align?: 'right';
}

/** The columns of the table in a tab. */
export function getColumns(tab: string): Column[] {
  const is = (one: Tab): boolean => tab === one;
  return [
    { label: 'Award', sortKey: 'details__name' },
    { label: 'Identifier', sortKey: 'identifier' },
    { label: 'Offering', sortKey: 'project_template__offering' },
    { label: 'Template', sortKey: 'project_template__name' },
    // Only what is approved surely has a project, and with it a customer.
    ...(is('approved') ? [{ label: 'Customer', sortKey: 'project__customer__name' }] : []),
    ...(is('all') ? [{ label: 'State', sortKey: 'state' }] : []),
    { label: 'Allocation, credits' },
    { label: 'Dates' },
    { label: 'Members', align: 'right' },
    is('pending')
      ? { label: 'Waiting', sortKey: 'created', isReversed: true }
      : { label: 'Arrived', sortKey: 'created' },
  ];
}
