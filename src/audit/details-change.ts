import { isJsonObject, isSameJson } from '../award/json-value.ts';

/*
 * The difference between two states of an award's details. Both are objects as PostgreSQL stores
 * them: no undefined, the order of keys says nothing.
 */

/** How a value becomes another one. */
export type ValueChange =
  | { set: unknown }
  /** Elements from the first number on, as many as the second says, become the third. */
  | { splice: [start: number, removed: number, added: unknown[]] }
  | { fields: Record<string, ValueChange | { remove: true }> };

/** How a whole object becomes another one. */
export interface DetailsChange {
  fields: Record<string, ValueChange | { remove: true }>;
}

/** What `details_change` of an audit entry holds, by the form of the entry (migration 0013). */
export type StoredDetailsChange =
  /** From the details after the entry before; `arrival`: the entry shows no details before. */
  | { forward: DetailsChange; arrival?: true }
  /** From the details after this entry, which are stored whole, to those before it. */
  | { backward: DetailsChange }
  /** There are no details after this entry. */
  | { end: true };

type JsonObject = Readonly<Record<string, unknown>>;

/** The change that makes `after` of `before`; `{ fields: {} }` where they are the same. */
export function compareStoredDetails(before: JsonObject, after: JsonObject): DetailsChange {
  return { fields: compareFields(before, after) };
}

function compareFields(before: JsonObject, after: JsonObject): DetailsChange['fields'] {
  const fields: [string, ValueChange | { remove: true }][] = [];
  for (const [name, value] of Object.entries(after)) {
    if (!Object.hasOwn(before, name)) fields.push([name, { set: value }]);
    else if (!isSameJson(before[name], value)) {
      fields.push([name, compareValues(before[name], value)]);
    }
  }
  for (const name of Object.keys(before)) {
    if (!Object.hasOwn(after, name)) fields.push([name, { remove: true }]);
  }
  // Unlike an assignment, this also takes a field named __proto__.
  return Object.fromEntries(fields);
}

function compareValues(before: unknown, after: unknown): ValueChange {
  if (Array.isArray(before) && Array.isArray(after)) return compareArrays(before, after);
  if (isJsonObject(before) && isJsonObject(after)) {
    return { fields: compareFields(before, after) };
  }
  return { set: after };
}

/** One splice, from the first element that differs to the last. */
function compareArrays(before: readonly unknown[], after: readonly unknown[]): ValueChange {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && isSameJson(before[start], after[start])) start++;
  let end = 0;
  while (end < shorter - start && isSameJson(before.at(-1 - end), after.at(-1 - end))) end++;
  const added = after.slice(start, after.length - end);
  return { splice: [start, before.length - end - start, added] };
}

/** What `before` becomes by a change. Parts that do not change are shared, not copied. */
export function applyDetailsChange(before: JsonObject, { fields }: DetailsChange): JsonObject {
  return applyFields(before, fields);
}

function applyFields(before: JsonObject, fields: DetailsChange['fields']): JsonObject {
  const values = new Map(Object.entries(before));
  for (const [name, change] of Object.entries(fields)) {
    if ('remove' in change) values.delete(name);
    else values.set(name, applyValueChange(values.get(name), change));
  }
  return Object.fromEntries(values);
}

function applyValueChange(before: unknown, change: ValueChange): unknown {
  if ('set' in change) return change.set;
  if ('splice' in change) {
    const [start, removed, added] = change.splice;
    return (before as unknown[]).toSpliced(start, removed, ...added);
  }
  return applyFields(before as JsonObject, change.fields);
}
