import { awardStates } from '../../src/award/award-enums.ts';

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

/** The columns beside the award's own, in their order. */
const columnIds = [
  'identifier',
  'offering',
  'template',
  'call',
  'customer',
  'state',
  'credits',
  'dates',
  'members',
  'assignee',
  'age',
] as const;
export type ColumnId = (typeof columnIds)[number];

export interface Column {
  id: ColumnId | 'award';
  label: string;
  /** The column's name in `o`; absent where the list cannot be sorted by it. */
  sortKey?: string;
  /** The names in `o` of a column with several values, with the label of each. */
  sorts?: readonly { label: string; sortKey: string }[];
  /** The displayed value falls as the sorted one rises: waiting time and arrival. */
  isReversed?: true;
}

const columns: Record<Exclude<ColumnId, 'age'>, Omit<Column, 'id'>> = {
  identifier: { label: 'Identifier', sortKey: 'identifier' },
  offering: { label: 'Offering', sortKey: 'project_template__offering' },
  template: { label: 'Template', sortKey: 'project_template__name' },
  call: { label: 'Call' },
  customer: { label: 'Customer', sortKey: 'project__customer__name' },
  state: { label: 'State', sortKey: 'state' },
  credits: { label: 'Allocation, credits', sortKey: 'requested_credits' },
  dates: {
    label: 'Start, end',
    sorts: [
      { label: 'Start', sortKey: 'start_date' },
      { label: 'End', sortKey: 'end_date' },
    ],
  },
  members: { label: 'Members' },
  assignee: { label: 'Assigned to' },
};

/** How the column of an award's age is called where the reader chooses columns. */
const ageLabel = 'Waiting since, arrived';

/** All columns that a reader can choose, with their labels. */
export const columnChoices: readonly { id: ColumnId; label: string }[] = columnIds.map((id) => ({
  id,
  label: id === 'age' ? ageLabel : columns[id].label,
}));

/** Shown where the reader has chosen nothing: all but these, which few sites use. */
const hiddenByDefault: readonly ColumnId[] = ['call', 'assignee'];
export const defaultColumns: readonly ColumnId[] = columnIds.filter(
  (id) => !hiddenByDefault.includes(id),
);

export const isColumnId = (text: string): text is ColumnId => columnIds.some((id) => id === text);

/** The chosen columns of the table in a tab, the award first. Some tabs have columns of their own. */
export function getColumns(tab: string, chosen: readonly ColumnId[]): Column[] {
  const shown = columnIds.filter((id) => chosen.includes(id) && isInTab(id, tab));
  return [
    { id: 'award', label: 'Award', sortKey: 'details__name' },
    ...shown.map((id) => ({ id, ...(id === 'age' ? getAgeColumn(tab) : columns[id]) })),
  ];
}

/** Only approved awards are certain to have a project, and with it a customer. */
function isInTab(id: ColumnId, tab: string): boolean {
  if (id === 'customer') return tab === 'approved';
  if (id === 'state') return !awardStates.some((state) => state === tab);
  return true;
}

const getAgeColumn = (tab: string): Omit<Column, 'id'> =>
  tab === 'pending'
    ? { label: 'Waiting since', sortKey: 'waiting_since', isReversed: true }
    : { label: 'Arrived', sortKey: 'created' };
