import { Problem } from '../api/problem.ts';
import { Failure } from './feedback.tsx';

/** What the service says about one field of a form; undefined where that is not what is wrong. */
export function saidOf(error: unknown, field: string): string | undefined {
  return error instanceof Problem ? error.fields[field] : undefined;
}

/** Why a form was refused, unless that is said at one of its fields already. */
export function Refusal({ error, fields }: { error: unknown; fields: readonly string[] }) {
  if (error === null || error === undefined) return null;
  const isSaid = fields.some((field) => saidOf(error, field) !== undefined);
  return isSaid ? null : <Failure error={error} title="Not saved" />;
}
