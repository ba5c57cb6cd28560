import { isSameAllocation } from './allocation.ts';
import {
  type AwardDetails,
  type AwardFieldName,
  type AwardMessage,
  type AwardNote,
  withField,
} from './award-details.ts';
import { awardFieldNames, type FieldRule, getFieldRule } from './award-fields.ts';
import { compareInstants, toEpochMicroseconds } from './dates.ts';
import { isSameJson } from './json-value.ts';

export type Instruction = 'create' | 'update';

/**
 * The details of an award after a message (docs/rules/awards.md, A5.2 to A5.4), by the table of fields: what the
 * message sets replaces, merges or accumulates; what it leaves out stays, or is cleared by a create
 * where the table says so. A value that means the same keeps its present text. Merging the same
 * message twice is merging it once.
 */
export function mergeDetails(
  stored: AwardDetails,
  message: Pick<AwardMessage, 'details' | 'unusable'>,
  instruction: Instruction,
): AwardDetails {
  const unusable = new Set(message.unusable);
  return awardFieldNames.reduce<AwardDetails>(
    (merged, name) => {
      if (unusable.has(name)) return merged;
      const value = mergeField(name, stored[name], message.details[name], instruction);
      return withField(merged, name, value as never);
    },
    { ...stored, extra: { ...stored.extra, ...message.details.extra } },
  );
}

function mergeField(
  name: AwardFieldName,
  stored: unknown,
  incoming: unknown,
  instruction: Instruction,
): unknown {
  const rule = getFieldRule(name);
  if (incoming === undefined || incoming === null) {
    const keepsStored = rule.merge === 'ours' || rule.ifAbsent[instruction] === 'keep';
    return keepsStored ? stored : rule.isAlwaysWritten ? null : undefined;
  }
  return mergers[rule.merge](stored, incoming, rule);
}

const mergers: Record<
  FieldRule<unknown>['merge'],
  (stored: unknown, incoming: unknown, rule: FieldRule<unknown>) => unknown
> = {
  replace: (stored, incoming, { kind }) =>
    isSameValue(stored, incoming, kind) ? stored : incoming,
  by_key: (stored, incoming) => ({ ...(stored as object | undefined), ...(incoming as object) }),
  accumulate: (stored, incoming) => mergeNotes(stored as AwardNote[], incoming as AwardNote[]),
  ours: (stored) => stored,
};

function isSameValue(one: unknown, other: unknown, kind: FieldRule<unknown>['kind']): boolean {
  if (kind === 'allocation' && typeof one === 'string' && typeof other === 'string') {
    return isSameAllocation(one, other);
  }
  return isSameJson(one, other);
}

/**
 * Two threads of notes as one, by time and without repeats. Notes are the same at the same instant,
 * by the same author, with the same text but for white space, which the network folds.
 */
export function mergeNotes(one: readonly AwardNote[], other: readonly AwardNote[]): AwardNote[] {
  const byContent = new Map<string, AwardNote>();
  for (const note of [...one, ...other]) {
    const key = getNoteKey(note);
    if (!byContent.has(key)) byContent.set(key, note);
  }
  return [...byContent.entries()]
    .sort(
      ([keyA, a], [keyB, b]) => compareInstants(a.timestamp, b.timestamp) || (keyA < keyB ? -1 : 1),
    )
    .map(([, note]) => note);
}

/** What two notes share that are one: the instant, the author and the text, blanks folded. */
export function getNoteKey({ timestamp, author, text }: AwardNote): string {
  return JSON.stringify([toEpochMicroseconds(timestamp), foldBlanks(author), foldBlanks(text)]);
}

const foldBlanks = (text: string): string => text.trim().replace(/\s+/g, ' ');
