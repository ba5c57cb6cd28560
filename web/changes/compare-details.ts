import type { FieldKind } from '../../src/award/award-fields.ts';
import { compareAwardDetails } from '../../src/award/compare-details.ts';
import { isSameJson } from '../../src/award/json-value.ts';
import { fromStoredDetails } from '../../src/award/wire-details.ts';
import type { PastAwardDetails } from '../api/types.ts';

/** One value that differs between two states of an award. */
export interface DetailChange {
  /**
   * Where the field belongs: the fields of AwardDetails, the extra keys that a newer portal sent,
   * or the award itself with its project and template. Names are unique within a group only: a
   * portal may send a key named "State".
   */
  group: 'field' | 'extra' | 'award';
  field: string;
  label: string;
  kind: FieldKind | 'extra';
  /** The name of the entry, where the field has several: a member, a part of the breakdown. */
  entry?: string;
  /** null: not set. */
  before: unknown;
  after: unknown;
}

/**
 * Compares two states of an award's details as the service sends them, by the table of fields
 * (src/award/award-fields.ts). null stands for no details.
 */
export function compareDetails(
  before: PastAwardDetails | null,
  after: PastAwardDetails | null,
): DetailChange[] {
  return compareAwardDetails(
    before && fromStoredDetails(before),
    after && fromStoredDetails(after),
  );
}

/** Compares two sets of properties by name; of a value that is an object, entry by entry. */
export function compareProperties(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): DetailChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((field) => {
    const change = { group: 'award', field, label: field, kind: 'text' } as const;
    const [was, is] = [before[field] ?? null, after[field] ?? null];
    if (!isObject(was) || !isObject(is)) {
      return isSameJson(was, is) ? [] : [{ ...change, before: was, after: is }];
    }
    const entries = new Set([...Object.keys(was), ...Object.keys(is)]);
    return [...entries]
      .filter((entry) => !isSameJson(was[entry] ?? null, is[entry] ?? null))
      .map((entry) => ({
        ...change,
        entry,
        before: was[entry] ?? null,
        after: is[entry] ?? null,
      }));
  });
}

/** A note of the details. */
export interface Note {
  timestamp: string;
  author: string;
  text: string;
}

export function isNote(value: unknown): value is Note {
  return isObject(value) && typeof value.timestamp === 'string' && typeof value.text === 'string';
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
