import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { BaseUrl } from './resource-urls.ts';
import { HttpProblem } from './http-problem.ts';

const DEFAULT_PAGE_SIZE = 10;
const MAX_PAGE_SIZE = 300;
/** Keeps every offset within PostgreSQL's bigint. */
const MAX_PAGE_NUMBER = 2 ** 40;

/** The parameters of every list. */
export const pageParameters = {
  page: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: MAX_PAGE_NUMBER,
      description: 'A page number within the paginated result set.',
    }),
  ),
  page_size: Type.Optional(
    Type.Unsafe<number | string>({
      type: ['integer', 'string'],
      description:
        'Number of results to return per page: 10 by default, at most 300. Anything else is read as 10.',
    }),
  ),
};

/** The requested part of a list. */
export interface Page {
  number: number;
  size: number;
  offset: number;
}

/** Reads `page` and `page_size`; a size that is no positive number becomes the default. */
export function parsePage(query: { page?: number; page_size?: number | string }): Page {
  const number = query.page ?? 1;
  const text = [query.page_size].flat().at(-1);
  const requested = /^\s*\d+\s*$/.test(String(text)) ? Number(text) : 0;
  const size = requested < 1 ? DEFAULT_PAGE_SIZE : Math.min(requested, MAX_PAGE_SIZE);
  return { number, size, offset: (number - 1) * size };
}

/** Throws a 404 for a page beyond the last; page 1 exists even when there are no results. */
export function requireExistingPage(page: Page, total: number): void {
  if (page.number > 1 && page.offset >= total) {
    throw new HttpProblem(404, { detail: 'Invalid page.' });
  }
}

/** Sets X-Result-Count and Link, with absolute URLs of the first, last and adjacent pages. */
export function setPageHeaders(
  reply: FastifyReply,
  request: FastifyRequest,
  base: BaseUrl,
  page: Page,
  total: number,
): void {
  const last = Math.max(1, Math.ceil(total / page.size));
  const url = new URL(request.url, 'http://localhost');
  // The other parameters of the request stay in the link.
  const link = (number: number, rel: string): string => {
    url.searchParams.set('page', String(number));
    return `<${base}${url.pathname}${url.search}>; rel="${rel}"`;
  };
  const links = [
    link(1, 'first'),
    page.number > 1 && link(Math.min(page.number - 1, last), 'prev'),
    page.number < last && link(page.number + 1, 'next'),
    link(last, 'last'),
  ];
  reply.header('x-result-count', String(total)).header('link', links.filter(Boolean).join(', '));
}
