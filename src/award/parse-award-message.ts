/* Reads the AwardDetails of a create or update message. */

import {
  type AwardDetails,
  type AwardFieldName,
  type AwardMessage,
  createEmptyDetails,
} from './award-details.ts';
import { getFieldRule, isAwardFieldName } from './award-fields.ts';
import { BadInput } from './bad-input.ts';
import { MAX_NAME_LENGTH } from './field-parsers.ts';
import {
  isJsonObject,
  parseJsonValue,
  parseText,
  requireObject,
  requireStorableText,
  toPathSegment,
} from './json-value.ts';
import { describeOddity } from './oddities.ts';

/**
 * Reads the AwardDetails of a create or update. A key that is null counts as absent; unknown keys
 * are kept in `extra`. Only what identifies and limits an award throws BadInput, which names the
 * field and the rule; everything else that cannot be used is left out and noted.
 */
export function parseAwardMessage(value: unknown): AwardMessage {
  if (!isJsonObject(value)) {
    throw new BadInput('details', 'The details of an award are a JSON object.');
  }
  const oddities: string[] = [];
  const unusable: AwardFieldName[] = [];
  const fields: [string, unknown][] = [];
  const extra: [string, unknown][] = [];
  const noteOddity = (problem: BadInput): void => {
    oddities.push(describeOddity(problem));
  };
  for (const [name, item] of Object.entries(value)) {
    if (item === null || name === 'key') continue;
    try {
      if (isAwardFieldName(name)) {
        const parsedValue = getFieldRule(name).parse(item, name, noteOddity);
        if (parsedValue !== undefined) fields.push([name, parsedValue]);
      } else {
        extra.push(parseExtra(name, item));
      }
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      const fieldName = isAwardFieldName(name) ? name : null;
      if (fieldName !== null && getFieldRule(fieldName).ifUnusable === 'refuse') throw error;
      noteOddity(error);
      if (fieldName === null) continue;
      unusable.push(fieldName);
      const { fallback } = getFieldRule(fieldName);
      if (fallback !== undefined) fields.push([fieldName, fallback]);
    }
  }
  return { details: assemble(fields, extra), key: parseKey(value), oddities, unusable };
}

function assemble(fields: [string, unknown][], extra: [string, unknown][]): AwardDetails {
  return {
    ...createEmptyDetails(),
    ...(Object.fromEntries(fields) as Partial<AwardDetails>),
    extra: Object.fromEntries(extra),
  };
}

function parseExtra(name: string, item: unknown): [string, unknown] {
  const field = toPathSegment(name);
  requireStorableText(name, field);
  return [name, parseJsonValue(item, field)];
}

function parseKey(value: object): string | null {
  const { key } = requireObject(value, 'details');
  return key === undefined || key === null ? null : parseText(key, 'key', MAX_NAME_LENGTH);
}
