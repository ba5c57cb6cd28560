/** A request that the service refused or did not answer, with the service's message. */
export class ApiError extends Error {
  /** The HTTP status; 0 where there was no reply. */
  readonly status: number;
  readonly messages: readonly string[];
  /** Errors by field name. */
  readonly fieldErrors: Readonly<Record<string, string>>;
  /** Seconds to wait before another try (Retry-After); 0 where the service names none. */
  retryAfter = 0;
  /** Whether the service may have done what was asked, although its reply is lost or says nothing. */
  mayHaveHappened = false;

  constructor(
    status: number,
    messages: readonly string[],
    fieldErrors: Readonly<Record<string, string>> = {},
    options?: ErrorOptions,
  ) {
    super(
      [...messages, ...Object.entries(fieldErrors).map((entry) => entry.join(': '))].join(' '),
      options,
    );
    this.name = 'ApiError';
    this.status = status;
    this.messages = messages;
    this.fieldErrors = fieldErrors;
  }
}

/**
 * Reads an error body of the interface: `{"detail": …}` or `{"<field>": ["message"]}`. `isChange`:
 * the request would have changed something.
 */
export function parseApiError(response: Response, body: unknown, isChange: boolean): ApiError {
  const entries = isObject(body) ? Object.entries(body) : [];
  const fields = entries.filter(([name, value]) => name !== 'detail' && Array.isArray(value));
  const detail = isObject(body) && typeof body.detail === 'string' ? [body.detail] : [];
  const reference =
    isObject(body) && typeof body.request_id === 'string' ? [`Reference ${body.request_id}.`] : [];
  const texts = [...detail, ...reference];
  const messages =
    texts.length + fields.length > 0 ? texts : [`${response.status} ${response.statusText}`];
  const error = new ApiError(
    response.status,
    messages,
    Object.fromEntries(fields.map(([name, value]) => [name, (value as unknown[]).join(' ')])),
  );
  error.retryAfter = Number(response.headers.get('retry-after')) || 0;
  // From the service or from a proxy whose request to the service went unanswered.
  error.mayHaveHappened = isChange && response.status >= 500;
  return error;
}

/** The message of any error, for people to read. */
export function toErrorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
