/** Why a service refuses a request; HTTP turns the code into a status (http/error-handler.ts). */
export type RefusalCode = 'forbidden' | 'not_found' | 'conflict';

/**
 * A service refuses a well-formed request and has changed nothing: the caller may not do it
 * (`forbidden`), the object does not exist or is not visible to the caller (`not_found`), or the
 * present state does not allow it (`conflict`). The message is for the person who asked.
 */
export class RefusedError extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.name = 'RefusedError';
    this.code = code;
  }
}

export function forbiddenError(
  message = 'You do not have permission to perform this action.',
): RefusedError {
  return new RefusedError('forbidden', message);
}

/** The same words for what does not exist and for what the caller may not see. */
export function notFoundError(): RefusedError {
  return new RefusedError('not_found', 'Not found.');
}

export function conflictError(message: string): RefusedError {
  return new RefusedError('conflict', message);
}
