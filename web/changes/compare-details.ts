import type { AwardFieldName } from '../../src/award/award-details.ts';
import {
  awardFieldNames,
  type FieldKind,
  getFieldRule,
  isAwardFieldName,
} from '../../src/award/award-fields.ts';
import type { PastAwardDetails } from '../api/types.ts';

/** One value that differs between two states of an award. */
export interface DetailChange {
  /**
   * Where the field belongs: the fields of AwardDetails, the extra keys that a newer portal sent,
   * or the award itself with its project and template. Names are unique within a group only: a
   * portal may send a key named "State".
   */
  group: 'details' | 'extra' | 'award';
  field: string;
  label: string;
  kind: FieldKind;
  /** The name of the entry, where the field has several: a member, a part of the breakdown. */
  entryName?: string;
  /** null: not set. */
  from: unknown;
  to: unknown;
}

/** A note of the details. */
export interface Note {
  timestamp: string;
  author: string;
  text: string;
}

/** The key of the template is never shown. */
const displayedFieldNames = awardFieldNames.filter((name) => name !== 'key');

type FieldId = Pick<DetailChange, 'group' | 'field' | 'label' | 'kind'>;

/**
 * Compares two states of an award's details, field by field; named entries (members, parts of the
 * breakdown, notes) one by one. null stands for no details, absent and null values for "not set".
 */
export function compareDetails(
  previous: PastAwardDetails | null,
  next: PastAwardDetails | null,
): DetailChange[] {
  const [before, after] = [previous ?? {}, next ?? {}];
  const fields = displayedFieldNames.flatMap((name) =>
    compareField(toFieldId(name), before[name], after[name]),
  );
  const [extraBefore, extraAfter] = [readExtra(before), readExtra(after)];
  return [...fields, ...compareProperties('extra', extraBefore, extraAfter)];
}

/** Compares two sets of values by name, as fields of `group`. */
export function compareProperties(
  group: 'extra' | 'award',
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): DetailChange[] {
  const names = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return names.flatMap((name) => {
    const isObjects = [before[name], after[name]].some(isObject);
    const kind = isObjects ? 'entries' : 'text';
    return compareField({ group, field: name, label: name, kind }, before[name], after[name]);
  });
}

function toFieldId(name: AwardFieldName): FieldId {
  const { label, kind } = getFieldRule(name);
  return { group: 'details', field: name, label, kind };
}

/** Keys that are no field of AwardDetails. */
function readExtra(details: PastAwardDetails): Record<string, unknown> {
  return Object.fromEntries(Object.entries(details).filter(([name]) => !isAwardFieldName(name)));
}

function compareField(field: FieldId, from: unknown, to: unknown): DetailChange[] {
  const [before, after] = [splitEntries(field.kind, from), splitEntries(field.kind, to)];
  if (before === null || after === null) return compareValue(field, from, to);
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.flatMap((name) => compareValue(field, before.get(name), after.get(name), name));
}

function compareValue(
  field: FieldId,
  from: unknown,
  to: unknown,
  entryName?: string,
): DetailChange[] {
  const [before, after] = [from ?? null, to ?? null];
  if (stringifySorted(before) === stringifySorted(after)) return [];
  return [{ ...field, ...(entryName !== undefined && { entryName }), from: before, to: after }];
}

/** The entries of a value by name; null where the value is compared as a whole. */
function splitEntries(kind: FieldKind, value: unknown): Map<string, unknown> | null {
  if (kind !== 'entries' && kind !== 'notes') return null;
  if (value === null || value === undefined) return new Map();
  if (isObject(value)) return new Map(Object.entries(value));
  if (!Array.isArray(value) || !value.every(isNote)) return null;
  return new Map(value.map((note) => [`${note.timestamp} ${note.author} ${note.text}`, note]));
}

export function isNote(value: unknown): value is Note {
  return isObject(value) && typeof value.timestamp === 'string' && typeof value.text === 'string';
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON with sorted keys: a database need not keep their order. */
function stringifySorted(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    isObject(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
