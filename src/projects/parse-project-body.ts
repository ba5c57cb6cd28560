import type { Type } from 'typebox';
import { BadInput } from '../award/bad-input.ts';
import { parseCredits } from '../award/assess-credits.ts';
import { parseDay } from '../award/dates.ts';
import type { ProjectBody } from './api-schema.ts';

/**
 * The columns that a body sets, without the customer; the dates always, since each is checked against
 * the other one of `current` (null: a new project). Throws BadInput that names the field.
 */
export function parseProjectBody(
  body: Partial<Type.Static<typeof ProjectBody>>,
  current: { start_date: string | null; end_date: string | null } | null,
) {
  const { name, description, backend_id, credits } = body;
  if (name !== undefined && name.trim() === '') {
    throw new BadInput('name', 'This field may not be blank.');
  }
  const start = parseOptionalDay(body.start_date, 'start_date', current?.start_date ?? null);
  const end = parseOptionalDay(body.end_date, 'end_date', current?.end_date ?? null);
  if (start !== null && end !== null && end < start) {
    throw new BadInput('end_date', 'The end date must not be before the start date.');
  }
  return {
    ...(name !== undefined && { name: name.trim() }),
    ...(description !== undefined && { description }),
    ...(backend_id !== undefined && { backend_id }),
    ...(credits !== undefined && {
      credits: credits === null ? null : parseCredits(credits, 'credits'),
    }),
    start_date: start,
    end_date: end,
  };
}

function parseOptionalDay(value: string | null | undefined, field: string, current: string | null) {
  if (value === undefined) return current;
  return value === null || value === '' ? null : parseDay(value, field);
}
