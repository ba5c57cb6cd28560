import type { Tab } from './view.ts';

/** What the service can order by, in the words of the desk. */
export const orders = [
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
  words: string;
  /** The name that `o` knows it by. */
  by?: string;
  /** What is shown grows as what it is ordered by falls. */
  isTurned?: true;
  align?: 'right';
}

/** The columns of the table in a tab. */
export function columnsOf(tab: string): Column[] {
  const is = (one: Tab): boolean => tab === one;
  return [
    { words: 'Award', by: 'details__name' },
    { words: 'Identifier', by: 'identifier' },
    { words: 'Offering', by: 'project_template__offering' },
    { words: 'Template', by: 'project_template__name' },
    // Only what is approved surely has a project, and with it a customer.
    ...(is('approved') ? [{ words: 'Customer', by: 'project__customer__name' }] : []),
    ...(is('all') ? [{ words: 'State', by: 'state' }] : []),
    { words: 'Allocation, credits' },
    { words: 'Dates' },
    { words: 'Members', align: 'right' },
    is('pending')
      ? { words: 'Waiting', by: 'created', isTurned: true }
      : { words: 'Arrived', by: 'created' },
  ];
}
