import { ApiError } from '../api/api-error.ts';
import { ErrorAlert } from './query-state.tsx';

/** The service's error for one field of a form; undefined where there is none. */
export function getFieldError(error: unknown, field: string): string | undefined {
  return error instanceof ApiError ? error.fieldErrors[field] : undefined;
}

/** The error of a refused form, unless one of its fields shows its own error already. */
export function FormError({ error, fields }: { error: unknown; fields: readonly string[] }) {
  if (error === null || error === undefined) return null;
  const isShownAtField = fields.some((field) => getFieldError(error, field) !== undefined);
  return isShownAtField ? null : <ErrorAlert error={error} title="Not saved" />;
}
