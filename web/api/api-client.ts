import createClient from 'openapi-fetch';
import { isUserActive } from './idle-detection.ts';
import { readRestOfPage } from './cut-pages.ts';
import { ApiError, parseApiError } from './api-error.ts';
import { isReplyToChange, trackChanges } from './changes-in-flight.ts';
import { serviceUrl } from './base-path.ts';
import type { paths } from './schema.gen.ts';

/** The client of the REST interface; the generated types check paths, parameters and bodies. */
export const api = createClient<paths>({ baseUrl: serviceUrl });

/** Marks requests of an unattended page, which must not keep its session alive. */
api.use({
  onRequest: ({ request }) => {
    if (!isUserActive()) request.headers.set('x-unattended', '1');
    return request;
  },
});
api.use(trackChanges);

const sessionExpiredListeners = new Set<() => void>();

/** Calls `listener` when the service answers 401. Returns a function that removes the listener. */
export function onSessionExpired(listener: () => void): () => void {
  sessionExpiredListeners.add(listener);
  return () => sessionExpiredListeners.delete(listener);
}

interface ApiResult<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** Waits for a reply and returns it with its body. Throws ApiError with the service's message. */
export async function readReply<Data>(
  call: Promise<ApiResult<Data>>,
): Promise<{ data: Data; response: Response }> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    if (cause instanceof ApiError) throw cause;
    throw new ApiError(
      0,
      ['The service does not answer. Check your network connection.'],
      {},
      { cause },
    );
  });
  if (response.ok) return { data: data as Data, response };
  if (response.status === 401) for (const listener of sessionExpiredListeners) listener();
  throw parseApiError(response, error, isReplyToChange(response));
}

/** Waits for a reply and returns its body. Throws ApiError. */
export async function readBody<Data>(call: Promise<ApiResult<Data>>): Promise<Data> {
  return (await readReply(call)).data;
}

export interface ListPage<Item> {
  items: Item[];
  /** The number of items on all pages. */
  total: number;
}

/** Waits for one page of a list and the total count (header X-Result-Count). Throws ApiError. */
export async function readPage<Item>(call: Promise<ApiResult<Item[]>>): Promise<ListPage<Item>> {
  const { data, response } = await readReply(call);
  const items = await readRestOfPage(data, response, fetchPath);
  return { items, total: Number(response.headers.get('x-result-count') ?? data.length) };
}

/** Sends a request like those of `api`, to a path that the service named. */
function fetchPath(path: string): Promise<Response> {
  return fetch(path, { headers: isUserActive() ? {} : { 'x-unattended': '1' } });
}

/** Waits for the reply to a HEAD request and returns the list's total count. Throws ApiError. */
export async function readCount(call: Promise<ApiResult<unknown>>): Promise<number> {
  const { response } = await readReply(call);
  return Number(response.headers.get('x-result-count') ?? 0);
}
