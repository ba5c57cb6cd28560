/** A call that the service refused, or did not answer: what went wrong, in its own words. */
export class ApiError extends Error {
  /** 0 where there was no reply. */
  readonly status: number;
  readonly messages: readonly string[];
  /** What is wrong with which field. */
  readonly fieldErrors: Readonly<Record<string, string>>;
  /** Seconds until it may be tried again, where the service says so. */
  retryAfter = 0;

  constructor(
    status: number,
    messages: readonly string[],
    fields: Readonly<Record<string, string>> = {},
    options?: ErrorOptions,
  ) {
    super(
      [...messages, ...Object.entries(fields).map((field) => field.join(': '))].join(' '),
      options,
    );
    this.name = 'Problem';
    this.status = status;
    this.messages = messages;
    this.fieldErrors = fields;
  }
}

/** Reads api.md's errors: `{"detail": …}` or `{"<field>": ["what is wrong"]}`. */
export function parseApiError(response: Response, body: unknown): ApiError {
  const entries = isObject(body) ? Object.entries(body) : [];
  const fields = entries.filter(([name, value]) => name !== 'detail' && Array.isArray(value));
  const detail = isObject(body) && typeof body.detail === 'string' ? [body.detail] : [];
  const reference =
    isObject(body) && typeof body.request_id === 'string' ? [`Reference ${body.request_id}.`] : [];
  const words = [...detail, ...reference];
  const messages =
    words.length + fields.length > 0 ? words : [`${response.status} ${response.statusText}`];
  const problem = new ApiError(
    response.status,
    messages,
    Object.fromEntries(fields.map(([name, value]) => [name, (value as unknown[]).join(' ')])),
  );
  problem.retryAfter = Number(response.headers.get('retry-after')) || 0;
  return problem;
}

/** Any failure as words for the reader. */
export function toErrorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
