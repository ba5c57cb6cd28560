import { ApiError } from '../api/api-error.ts';
import { ErrorAlert } from './query-state.tsx';

/** What the service says about one field of a form; undefined where that is not what is wrong. */
export function getFieldError(error: unknown, field: string): string | undefined {
  return error instanceof ApiError ? error.fieldErrors[field] : undefined;
}

/** Why a form was refused, unless that is said at one of its fields already. */
export function FormError({ error, fields }: { error: unknown; fields: readonly string[] }) {
  if (error === null || error === undefined) return null;
  const isSaid = fields.some((field) => getFieldError(error, field) !== undefined);
  return isSaid ? null : <ErrorAlert error={error} title="Not saved" />;
}
