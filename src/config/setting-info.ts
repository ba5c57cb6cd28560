/* How a setting is declared: its rule, its default and what operators read about it. */

import * as v from 'valibot';

/** What operators read about a setting; all but `secret` is in the README and in `settings`. */
export type SettingInfo = {
  /** The environment variable. */
  variable: string;
  /** What applies without it, as text: the value, or words for what is done then. */
  default: string;
  /** Plain text with `code` in backticks. */
  description: string;
  /** Never shown or recorded, only whether it is set. */
  secret?: true;
};

type TextSchema = v.GenericSchema<string, unknown>;

/** A setting that has a default: `info.default` is read by the same rules as the variable. */
export function withDefault<const Schema extends TextSchema>(schema: Schema, info: SettingInfo) {
  return v.pipe(v.optional(schema, info.default), v.metadata(info));
}

/** A setting that may be absent, then null. */
export function withoutDefault<const Schema extends TextSchema>(schema: Schema, info: SettingInfo) {
  return v.pipe(v.nullish(schema, null), v.metadata(info));
}

/** A list that is empty without the variable. */
export function withEmptyList<Item>(schema: v.GenericSchema<string, Item[]>, info: SettingInfo) {
  return v.pipe(
    v.optional(schema),
    v.transform((items) => items ?? []),
    v.metadata(info),
  );
}
