import type { ColumnType, JSONColumnType } from 'kysely';

/* The types of columns that several tables have. */

export type Timestamp = ColumnType<string, string, string>;
export type Nullable<Value> = ColumnType<Value | null, Value | null | undefined, Value | null>;
export type NullableTimestamp = Nullable<string>;
/** JSON is written as text, so that we decide about the spelling of numbers and the key order. */
export type JsonColumn<Value extends object | null> = JSONColumnType<Value, string, string>;
