import { Type } from 'typebox';
import type { JsonSql } from './json-sql.ts';
import { nullable } from './api-schemas.ts';

/*
 * Fields that Waldur's clients read without looking, about things that do not exist here. They are
 * there with the value that says so.
 */

export const PriceEstimateSchema = Type.Object(
  {
    total: Type.String(),
    current: Type.String(),
    tax: Type.String(),
    tax_current: Type.String(),
  },
  { title: 'NestedPriceEstimate', description: 'Nothing is billed here.' },
);

export const noPriceEstimate = { total: '0.00', current: '0.00', tax: '0.00', tax_current: '0.00' };

/** A field that is always null. */
export const AlwaysNull = nullable(Type.String({ description: 'Always null here.' }));
export const AlwaysNullNumber = nullable(Type.Integer({ description: 'Always null here.' }));
export const AlwaysEmptyText = Type.String({ description: 'Always empty here.' });
export const AlwaysFalse = Type.Boolean({ description: 'Always false here.' });

/** Neutral fields of an object as pieces of JSON that PostgreSQL writes. */
export function neutralJsonFields(fields: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]): [string, JsonSql] => [
      name,
      [JSON.stringify(value)],
    ]),
  );
}
