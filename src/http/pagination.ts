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

/** Rows of a page. */
export interface ListedRows<Row> {
  rows: Row[];
  /** The size of the page that the rows are: less than was asked for where it was cut. */
  size: number;
}

/** The most bytes of a list's reply; a page that would be larger is cut. */
export const DEFAULT_MAX_REPLY_BYTES = 8 * 1024 * 1024;

/**
 * The sizes that a page of this size may be cut to, ascending. Each divides it, so that the rows
 * after a cut page are a page of the smaller size: a client that follows `next` gets every row once.
 */
export function listCutSizes(size: number): number[] {
  return Array.from({ length: size }, (_, index) => index + 1).filter((cut) => size % cut === 0);
}

/** The size of a page of which only the first `fitting` rows fit; one row always does. */
export function cutPageSize(size: number, fitting: number): number {
  return listCutSizes(size).findLast((cut) => cut <= fitting) ?? 1;
}

/**
 * The first rows of a page, as many as have `maxBytes` together; `measure` gives the bytes of one.
 * All of them where they fit.
 */
export function cutRows<Row>(
  rows: Row[],
  size: number,
  maxBytes: number,
  measure: (row: Row) => number,
): ListedRows<Row> {
  let bytes = 0;
  const tooMany = rows.findIndex((row) => {
    bytes += measure(row);
    return bytes > maxBytes;
  });
  if (tooMany === -1) return { rows, size };
  const cut = cutPageSize(size, tooMany);
  return { rows: rows.slice(0, cut), size: cut };
}

/** The page of another size that begins with the same row. `size` divides the page's. */
function resizePage({ offset }: Page, size: number): Page {
  return { number: offset / size + 1, size, offset };
}

/** Throws a 404 for a page beyond the last; page 1 exists even when there are no results. */
export function requireExistingPage(page: Page, total: number): void {
  if (page.number > 1 && page.offset >= total) {
    throw new HttpProblem(404, { detail: 'Invalid page.' });
  }
}

/**
 * Sets X-Result-Count and Link, with absolute URLs of the first, last and adjacent pages. With a
 * `cutSize`, the page was cut to it, and the links are those of pages of that size.
 */
export function setPageHeaders(
  reply: FastifyReply,
  request: FastifyRequest,
  base: BaseUrl,
  askedPage: Page,
  total: number,
  cutSize = askedPage.size,
): void {
  const page = resizePage(askedPage, cutSize);
  const last = Math.max(1, Math.ceil(total / page.size));
  const url = new URL(request.url, 'http://localhost');
  // The other parameters of the request stay in the link.
  const link = (number: number, rel: string): string => {
    url.searchParams.set('page', String(number));
    if (cutSize !== askedPage.size) url.searchParams.set('page_size', String(cutSize));
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
