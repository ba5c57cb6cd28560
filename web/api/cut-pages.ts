/** src/http/pagination.ts: from here on, a page number is that of the rest of a page that was cut. */
const FIRST_REST_NUMBER = 2 ** 30;

/**
 * The rows of a page that the service cut because the reply would have been too large: it follows
 * `next` until the page is whole (docs/rules/api.md, R3.8). `fetchReply` gets the other replies.
 */
export async function readRestOfPage<Item>(
  first: Item[],
  response: Response,
  fetchReply: (path: string) => Promise<Response>,
): Promise<Item[]> {
  const items = [...first];
  for (let rest = findRestLink(response); rest !== null; ) {
    const reply = await fetchReply(rest);
    if (!reply.ok) break;
    items.push(...((await reply.json()) as Item[]));
    rest = findRestLink(reply);
  }
  return items;
}

/** The path of the rest of a page: the service may know itself by another name than the browser. */
function findRestLink(response: Response): string | null {
  const link = response.headers.get('link') ?? '';
  const next = /<([^>]+)>; rel="next"/.exec(link)?.[1];
  if (next === undefined) return null;
  const { pathname, search, searchParams } = new URL(next);
  return Number(searchParams.get('page')) >= FIRST_REST_NUMBER ? pathname + search : null;
}
