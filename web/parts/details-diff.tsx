import { Table, Text } from '@mantine/core';
import type { AwardDetails } from '../../src/award/details.ts';
import { formatDay, formatMoment } from './time.tsx';

/** One thing that changed between two states of an award's details. */
export interface DetailChange {
  /** The field, as the details name it. */
  field: string;
  /** Which of its entries, where the field holds several: a member, a part of the breakdown. */
  part?: string;
  /** Absent and null are the same: nothing. */
  from: unknown;
  to: unknown;
}

type Details = Partial<AwardDetails> | null;

/** What changed from one state of the details to the next, field by field, entries by themselves. */
export function changesOf(previous: Details, next: Details): DetailChange[] {
  const [before, after] = [previous ?? {}, next ?? {}];
  const fields = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return fields.flatMap((field) => {
    const [from, to] = [partsOf(before[field]), partsOf(after[field])];
    if (from === null || to === null) return changeOf(field, before[field], after[field]);
    const parts = [...new Set([...from.keys(), ...to.keys()])];
    return parts.flatMap((part) => changeOf(field, from.get(part), to.get(part), part));
  });
}

function changeOf(field: string, from: unknown, to: unknown, part?: string): DetailChange[] {
  const [before, after] = [from ?? null, to ?? null];
  if (stable(before) === stable(after)) return [];
  return [{ field, ...(part !== undefined && { part }), from: before, to: after }];
}

/** The entries of a field by name; null where it is one value. A note is told by all of it. */
function partsOf(value: unknown): Map<string, unknown> | null {
  if (value === null || value === undefined) return new Map();
  if (Array.isArray(value)) {
    if (!value.every(isNote)) return null;
    return new Map(value.map((note) => [`${note.timestamp} ${note.author} ${note.text}`, note]));
  }
  return isObject(value) ? new Map(Object.entries(value)) : null;
}

const words: Record<string, string> = {
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
export const fieldInWords = (field: string): string => words[field] ?? field;

/** A value of a field for readers; – where there is none. */
export function valueInWords(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (field === 'start_date' || field === 'end_date') return formatDay(String(value));
  if (field === 'earliest_approve') return formatMoment(String(value));
  if (isNote(value)) return value.text;
  if (Array.isArray(value)) return value.map((item) => valueInWords('', item)).join(', ') || '–';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

interface DetailsDiffProps {
  /** null: there was nothing before, so that what came is shown by itself. */
  previous: Details;
  /** null: nothing is left, so that what was is shown by itself. */
  next: Details;
}

/** What changed, from which value to which. */
export function DetailsDiff({ previous, next }: DetailsDiffProps) {
  const changes = changesOf(previous, next);
  if (changes.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No field of the details changed.
      </Text>
    );
  }
  const columns = [previous !== null && 'Before', next !== null && 'After'].filter(Boolean);
  return (
    <Table.ScrollContainer minWidth={400} type="native">
      <Table aria-label="What changed" layout="fixed" fz="sm" verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="26%">Field</Table.Th>
            {columns.length === 1 && <Table.Th>Value</Table.Th>}
            {columns.length === 2 && columns.map((word) => <Table.Th key={word}>{word}</Table.Th>)}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {changes.map((change) => (
            <Row
              key={`${change.field} ${change.part ?? ''}`}
              change={change}
              hasBefore={previous !== null}
              hasAfter={next !== null}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface RowProps {
  change: DetailChange;
  hasBefore: boolean;
  hasAfter: boolean;
}

function Row({ change: { field, part, from, to }, hasBefore, hasAfter }: RowProps) {
  const shown = to ?? from;
  return (
    <Table.Tr style={{ verticalAlign: 'top', overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
      <Table.Th scope="row" fw={500}>
        {fieldInWords(field)}
        {part !== undefined && (
          <Text size="xs" c="dimmed">
            {isNote(shown) ? `${formatMoment(shown.timestamp)}, ${shown.author}` : part}
          </Text>
        )}
      </Table.Th>
      {hasBefore && <Table.Td c="dimmed">{valueInWords(field, from)}</Table.Td>}
      {hasAfter && <Table.Td>{valueInWords(field, to)}</Table.Td>}
    </Table.Tr>
  );
}

interface NoteLike {
  timestamp: string;
  author: string;
  text: string;
}

function isNote(value: unknown): value is NoteLike {
  return isObject(value) && typeof value.timestamp === 'string' && typeof value.text === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As text in which the order of keys, which a database need not keep, says nothing. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    isObject(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
