import createClient from 'openapi-fetch';
import { isAttended } from '../app/attendance.ts';
import { Problem, problemOf } from './problem.ts';
import type { paths } from './schema.gen.ts';

/** Every call of the pages to the service; paths, parameters and bodies are checked by its types. */
export const api = createClient<paths>({ baseUrl: window.location.origin });

/** What a page that is left open asks by itself must not keep its session from being idle. */
api.use({
  onRequest: ({ request }) => {
    if (!isAttended()) request.headers.set('x-unattended', '1');
    return request;
  },
});

const onSignedOut = new Set<() => void>();

/** Calls `listener` whenever the service says that nobody is signed in. Returns how to stop. */
export function whenSignedOut(listener: () => void): () => void {
  onSignedOut.add(listener);
  return () => onSignedOut.delete(listener);
}

interface Outcome<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** The body of a reply and the reply itself. Throws Problem with the service's own words. */
export async function replyOf<Data>(
  call: Promise<Outcome<Data>>,
): Promise<{ data: Data; response: Response }> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    throw new Problem(0, ['The service does not answer. Is the network there?'], {}, { cause });
  });
  if (response.ok) return { data: data as Data, response };
  if (response.status === 401) for (const listener of onSignedOut) listener();
  throw problemOf(response, error);
}

/** The body of a reply. Throws Problem. */
export async function bodyOf<Data>(call: Promise<Outcome<Data>>): Promise<Data> {
  return (await replyOf(call)).data;
}

export interface ListPage<Item> {
  items: Item[];
  /** Of all pages. */
  total: number;
}

/** One page of a list, with the exact count of all (X-Result-Count). Throws Problem. */
export async function pageOf<Item>(call: Promise<Outcome<Item[]>>): Promise<ListPage<Item>> {
  const { data, response } = await replyOf(call);
  return { items: data, total: Number(response.headers.get('x-result-count') ?? data.length) };
}

/** How many a list has (HEAD). Throws Problem. */
export async function countOf(call: Promise<Outcome<unknown>>): Promise<number> {
  const { response } = await replyOf(call);
  return Number(response.headers.get('x-result-count') ?? 0);
}
