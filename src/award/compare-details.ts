import { isSameAllocation } from './allocation.ts';
import type { AwardDetails, AwardFieldName, AwardNote } from './award-details.ts';
import { awardFieldNames, type FieldKind, getFieldRule } from './award-fields.ts';
import { isSameJson } from './json-value.ts';
import { getNoteKey } from './merge-details.ts';

interface ChangedValue {
  label: string;
  /** null: nothing. */
  before: unknown;
  after: unknown;
}

/** A change of a field of the table, or of one of its entries. */
export interface FieldChange extends ChangedValue {
  group: 'field';
  field: AwardFieldName;
  kind: FieldKind;
  /** Which entry: the email of a member, the name of a part. Absent where it is one value. */
  entry?: string;
}

/** A change of a key that is no field here. */
export interface ExtraChange extends ChangedValue {
  group: 'extra';
  /** As the awarding portal named it. It can have the name of anything. */
  field: string;
  kind: 'extra';
}

export type AwardDetailChange = FieldChange | ExtraChange;

/**
 * What changed between two states of the details, null standing for none: the fields in the order
 * of the table, entry by entry where a field has named entries, then the keys that are no fields.
 */
export function compareAwardDetails(
  before: AwardDetails | null,
  after: AwardDetails | null,
): AwardDetailChange[] {
  const fields = awardFieldNames.flatMap((name) =>
    compareField(name, before?.[name] ?? null, after?.[name] ?? null),
  );
  return [...fields, ...compareExtra(before?.extra ?? {}, after?.extra ?? {})];
}

function compareField(name: AwardFieldName, before: unknown, after: unknown): FieldChange[] {
  const { label, kind } = getFieldRule(name);
  const [from, to] = [splitEntries(kind, before), splitEntries(kind, after)];
  const entries = [...new Set([...from.keys(), ...to.keys()])];
  return entries.flatMap((entry): FieldChange[] => {
    const [was, is] = [from.get(entry) ?? null, to.get(entry) ?? null];
    if (isSame(kind, was, is)) return [];
    return [
      {
        group: 'field',
        field: name,
        label,
        kind,
        ...(entry !== null && { entry }),
        before: was,
        after: is,
      },
    ];
  });
}

/** The entries of a value by name; under null a value that is compared as a whole. */
type SplitValue = (value: unknown) => Map<string | null, unknown>;
const whole: SplitValue = (value) => new Map([[null, value]]);
const byName: SplitValue = (value) => new Map(Object.entries(value as object));

const splitters: Record<FieldKind, SplitValue> = {
  text: whole,
  date: whole,
  time: whole,
  allocation: whole,
  choice: whole,
  link: byName,
  domains: whole,
  notes: (value) => new Map((value as AwardNote[]).map((note) => [getNoteKey(note), note])),
  entries: byName,
};

function splitEntries(kind: FieldKind, value: unknown): Map<string | null, unknown> {
  return value === null ? new Map() : splitters[kind](value);
}

function isSame(kind: FieldKind, before: unknown, after: unknown): boolean {
  if (kind === 'notes') return (before === null) === (after === null);
  if (kind === 'allocation') {
    return isSameAllocation(before as string | null, after as string | null);
  }
  return isSameJson(before, after);
}

function compareExtra(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): ExtraChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name): ExtraChange[] => {
    const [was, is] = [readOwn(before, name), readOwn(after, name)];
    if (isSameJson(was, is)) return [];
    return [{ group: 'extra', field: name, label: name, kind: 'extra', before: was, after: is }];
  });
}

function readOwn(values: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(values, name) ? (values[name] ?? null) : null;
}
