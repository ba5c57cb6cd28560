import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { BaseUrl } from './resource-urls.ts';
import { HttpProblem } from './http-problem.ts';

const DEFAULT_PAGE_SIZE = 10;
const MAX_PAGE_SIZE = 300;
/** So that an offset always fits PostgreSQL's bigint. */
const MAX_PAGE_NUMBER = 2 ** 40;

/** The parameters that every list takes. */
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
      description: 'Number of results to return per page: 10, at most 300; nonsense is 10.',
    }),
  ),
};

/** The part of a list that is asked for. */
export interface Page {
  number: number;
  size: number;
  offset: number;
}

export function parsePage(query: { page?: number; page_size?: number | string }): Page {
  const number = query.page ?? 1;
  const asked = [query.page_size].flat().at(-1);
  const wanted = /^\s*\d+\s*$/.test(String(asked)) ? Number(asked) : 0;
  const size = wanted < 1 ? DEFAULT_PAGE_SIZE : Math.min(wanted, MAX_PAGE_SIZE);
  return { number, size, offset: (number - 1) * size };
}

/** A page that is not there: beyond the last, unless it is page 1 of nothing. */
export function requireExistingPage(page: Page, total: number): void {
  if (page.number > 1 && page.offset >= total) {
    throw new HttpProblem(404, { detail: 'Invalid page.' });
  }
}

/** Sets X-Result-Count and, where there is more than nothing, Link with absolute URLs. */
export function setPageHeaders(
  reply: FastifyReply,
  request: FastifyRequest,
  base: BaseUrl,
  page: Page,
  total: number,
): void {
  const last = Math.max(1, Math.ceil(total / page.size));
  const url = new URL(request.url, 'http://localhost');
  // The same request for another page; every other parameter is kept.
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
