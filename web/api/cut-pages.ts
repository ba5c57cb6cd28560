/**
 * The rows of a page that the service cut because the reply would have been too large: it follows
 * `next` until the page is whole (docs/rules/api.md, R3.8). `fetchReply` gets the other replies.
 */
export async function readRestOfPage<Item>(
  first: Item[],
  response: Response,
  fetchReply: (path: string) => Promise<Response>,
): Promise<Item[]> {
  const size = getPageSize(response.url);
  const items = [...first];
  let link = findNextLink(response);
  // A page that was not cut names the size that was asked for.
  while (link !== null && getPageSize(link) !== size && items.length < size) {
    const reply = await fetchReply(link);
    if (!reply.ok) break;
    items.push(...((await reply.json()) as Item[]));
    link = findNextLink(reply);
  }
  return items;
}

function getPageSize(url: string): number {
  return Number(new URL(url, 'http://localhost').searchParams.get('page_size') ?? 10);
}

/** The path of the next page: the service may know itself by another name than the browser. */
function findNextLink(response: Response): string | null {
  const link = response.headers.get('link') ?? '';
  const next = /<([^>]+)>; rel="next"/.exec(link)?.[1];
  if (next === undefined) return null;
  const { pathname, search } = new URL(next);
  return pathname + search;
}
