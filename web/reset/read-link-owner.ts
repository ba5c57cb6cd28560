import { api, readBody } from '../api/api-client.ts';
import { ApiError } from '../api/api-error.ts';

/** Whose password a reset link sets. Throws ApiError, with an error of `key` for a link that does not work. */
export const readLinkOwner = (key: string) =>
  readBody(api.POST('/api/reset/check/', { body: { key } }));

/** Whether an error says that the link does not work: it is used up, too old or replaced by another. */
export const isLinkError = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.fieldErrors.key !== undefined;
