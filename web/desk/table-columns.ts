import { isTab, type Tab } from './desk-view.ts';

/** The orders of the list that the card layout offers, as values of `o`. */
export const orderOptions = [
  { value: 'waiting_since', label: 'Longest waiting first' },
  { value: '-waiting_since', label: 'Shortest waiting first' },
  { value: 'created', label: 'Oldest first' },
  { value: '-created', label: 'Newest first' },
  { value: 'details__name', label: 'Award' },
  { value: 'identifier', label: 'Identifier' },
  { value: 'project_template__offering', label: 'Offering' },
  { value: 'project_template__name', label: 'Template' },
  { value: 'project__customer__name', label: 'Customer' },
  { value: 'state', label: 'State' },
  { value: '-requested_credits', label: 'Most credits first' },
  { value: 'requested_credits', label: 'Fewest credits first' },
  { value: 'start_date', label: 'Earliest start first' },
  { value: 'end_date', label: 'Earliest end first' },
];

export interface Column {
  label: string;
  /** The column's name in `o`; absent where the list cannot be sorted by it. */
  sortKey?: string;
  /** The displayed value falls as the sorted one rises: waiting time and arrival. */
  isReversed?: true;
  align?: 'right';
}

const customerColumn: Column = { label: 'Customer', sortKey: 'project__customer__name' };
const stateColumn: Column = { label: 'State', sortKey: 'state' };
const arrivalColumn: Column = { label: 'Arrived', sortKey: 'created' };
const waitingColumn: Column = {
  label: 'Waiting since',
  sortKey: 'waiting_since',
  isReversed: true,
};

/** What differs from tab to tab; a new state does not compile until it has a row here. */
const tabColumns: Record<Tab, { extra: Column[]; age: Column }> = {
  pending: { extra: [], age: waitingColumn },
  // Only approved awards are certain to have a project, and with it a customer.
  approved: { extra: [customerColumn], age: arrivalColumn },
  rejected: { extra: [], age: arrivalColumn },
  canceled: { extra: [], age: arrivalColumn },
  all: { extra: [stateColumn], age: arrivalColumn },
};

/** The columns of the table in a tab; an unknown tab has those of "All". */
export function getColumns(tab: string): Column[] {
  const { extra, age } = tabColumns[isTab(tab) ? tab : 'all'];
  return [
    { label: 'Award', sortKey: 'details__name' },
    { label: 'Identifier', sortKey: 'identifier' },
    { label: 'Offering', sortKey: 'project_template__offering' },
    { label: 'Template', sortKey: 'project_template__name' },
    ...extra,
    { label: 'Allocation, credits', sortKey: 'requested_credits' },
    { label: 'Dates', sortKey: 'end_date' },
    { label: 'Members', align: 'right' },
    age,
  ];
}
