import createClient from 'openapi-fetch';
import { isUserActive } from './user-activity.ts';
import { ApiError, parseApiError } from './api-error.ts';
import type { paths } from './schema.gen.ts';

/** Every call of the pages to the service; paths, parameters and bodies are checked by its types. */
export const api = createClient<paths>({ baseUrl: window.location.origin });

/** What a page that is left open asks by itself must not keep its session from being idle. */
api.use({
  onRequest: ({ request }) => {
    if (!isUserActive()) request.headers.set('x-unattended', '1');
    return request;
  },
});

const sessionExpiredListeners = new Set<() => void>();

/** Calls `listener` whenever the service says that nobody is signed in. Returns how to stop. */
export function onSessionExpired(listener: () => void): () => void {
  sessionExpiredListeners.add(listener);
  return () => sessionExpiredListeners.delete(listener);
}

interface ApiResult<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** The body of a reply and the reply itself. Throws Problem with the service's own words. */
export async function readReply<Data>(
  call: Promise<ApiResult<Data>>,
): Promise<{ data: Data; response: Response }> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    throw new ApiError(0, ['The service does not answer. Is the network there?'], {}, { cause });
  });
  if (response.ok) return { data: data as Data, response };
  if (response.status === 401) for (const listener of sessionExpiredListeners) listener();
  throw parseApiError(response, error);
}

/** The body of a reply. Throws Problem. */
export async function readBody<Data>(call: Promise<ApiResult<Data>>): Promise<Data> {
  return (await readReply(call)).data;
}

export interface ListPage<Item> {
  items: Item[];
  /** Of all pages. */
  total: number;
}

/** One page of a list, with the exact count of all (X-Result-Count). Throws Problem. */
export async function readPage<Item>(call: Promise<ApiResult<Item[]>>): Promise<ListPage<Item>> {
  const { data, response } = await readReply(call);
  return { items: data, total: Number(response.headers.get('x-result-count') ?? data.length) };
}

/** How many a list has (HEAD). Throws Problem. */
export async function readCount(call: Promise<ApiResult<unknown>>): Promise<number> {
  const { response } = await readReply(call);
  return Number(response.headers.get('x-result-count') ?? 0);
}
