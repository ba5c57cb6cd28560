import type { AwardDetails } from '../api/types.ts';
import { formatDate, formatDateTime } from './time-format.tsx';

/** One thing that changed between two states of an award's details. */
export interface DetailChange {
  /** The field, as the details name it. */
  field: string;
  /** Which of its entries, where the field holds several: a member, a part of the breakdown. */
  entryName?: string;
  /** Absent and null are the same: nothing. */
  from: unknown;
  to: unknown;
}

export type Details = Partial<AwardDetails> | null;

/** What changed from one state of the details to the next, field by field, entries by themselves. */
export function diffDetails(previous: Details, next: Details): DetailChange[] {
  const [before, after] = [previous ?? {}, next ?? {}];
  const fields = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return fields.flatMap((field) => {
    const [from, to] = [splitEntries(field, before[field]), splitEntries(field, after[field])];
    if (from === null || to === null) return diffValue(field, before[field], after[field]);
    const parts = [...new Set([...from.keys(), ...to.keys()])];
    return parts.flatMap((part) => diffValue(field, from.get(part), to.get(part), part));
  });
}

function diffValue(field: string, from: unknown, to: unknown, part?: string): DetailChange[] {
  const [before, after] = [from ?? null, to ?? null];
  if (stringifySorted(before) === stringifySorted(after)) return [];
  return [{ field, ...(part !== undefined && { entryName: part }), from: before, to: after }];
}

/** The entries of a field by name; null where it is one value. A note is told by all of it. */
function splitEntries(field: string, value: unknown): Map<string, unknown> | null {
  if (value === null || value === undefined) return new Map();
  if (Array.isArray(value)) {
    // An empty list of domains admits nobody, which is not the same as none.
    if (field !== 'notes' || !value.every(isNote)) return null;
    return new Map(value.map((note) => [`${note.timestamp} ${note.author} ${note.text}`, note]));
  }
  return isObject(value) ? new Map(Object.entries(value)) : null;
}

const fieldLabels: Record<string, string> = {
  name: 'Name',
  template: 'Template',
  description: 'Description',
  members: 'Member',
  start_date: 'Start',
  end_date: 'End',
  allocation: 'Allocation',
  allowed_domains: 'Allowed domains',
  notes: 'Note',
  breakdown: 'Breakdown',
  award: 'Award',
  call: 'Call',
  project_link: 'Project link',
  renewal: 'Renewal of',
  earliest_approve: 'Not before',
  membership_control: 'Membership control',
};

/** A field's name for readers. */
export const getFieldLabel = (field: string): string => fieldLabels[field] ?? field;

/** A value of a field for readers; – where there is none. */
export function formatFieldValue(field: string, value: unknown): string {
  if (field === 'allowed_domains' && Array.isArray(value) && value.length === 0) return 'nobody';
  if (value === null || value === undefined || value === '') return '–';
  if (field === 'start_date' || field === 'end_date') return formatDate(String(value));
  if (field === 'earliest_approve') return formatDateTime(String(value));
  if (isNote(value)) return value.text;
  if (Array.isArray(value))
    return value.map((item) => formatFieldValue('', item)).join(', ') || '–';
  if (!isObject(value)) return String(value);
  const parts = Object.entries(value).map(
    ([name, item]) => `${name}: ${formatFieldValue('', item)}`,
  );
  return parts.join(', ') || '–';
}

/** A note of the details. */
interface NoteLike {
  timestamp: string;
  author: string;
  text: string;
}

export function isNote(value: unknown): value is NoteLike {
  return isObject(value) && typeof value.timestamp === 'string' && typeof value.text === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As text in which the order of keys, which a database need not keep, says nothing. */
function stringifySorted(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    isObject(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
