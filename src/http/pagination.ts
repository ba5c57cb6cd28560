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
  /** How many rows at most. */
  size: number;
  /** How many rows are before it. */
  offset: number;
  /** `page_size`: more than `size` where this is the rest of a page that was cut. */
  pageSize: number;
}

/**
 * From here on, page numbers say how many rows are before the page. The rest of a page that was cut
 * has such a number, since clients read only `page` from a link and keep their own `page_size`. No
 * list has that many pages, and clients with numbers of 32 bits can hold it.
 */
export const FIRST_REST_NUMBER = 2 ** 30;

/** Reads `page` and `page_size`; a size that is no positive number becomes the default. */
export function parsePage(query: { page?: number; page_size?: number | string }): Page {
  const number = query.page ?? 1;
  const text = [query.page_size].flat().at(-1);
  const requested = /^\s*\d+\s*$/.test(String(text)) ? Number(text) : 0;
  const pageSize = requested < 1 ? DEFAULT_PAGE_SIZE : Math.min(requested, MAX_PAGE_SIZE);
  const offset = number >= FIRST_REST_NUMBER ? number - FIRST_REST_NUMBER : (number - 1) * pageSize;
  return { number, size: pageSize - (offset % pageSize), offset, pageSize };
}

/** The number of the page that begins after `offset` rows. */
function getPageNumber(offset: number, pageSize: number): number {
  return offset % pageSize === 0 ? offset / pageSize + 1 : FIRST_REST_NUMBER + offset;
}

/** Rows of a page. */
export interface ListedRows<Row> {
  rows: Row[];
  /** How many rows the page has at most: less than was asked for where it was cut. */
  size: number;
}

/** The most bytes of a list's reply; a page that would be larger is cut. */
export const DEFAULT_MAX_REPLY_BYTES = 8 * 1024 * 1024;

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
  // One row always fits.
  const cut = Math.max(1, tooMany);
  return { rows: rows.slice(0, cut), size: cut };
}

/** The bytes of an item in the reply, nearly: its characters, of which most are one byte. */
export function measureItem(item: unknown): number {
  return JSON.stringify(item).length;
}

/** Throws a 404 for a page beyond the last; page 1 exists even when there are no results. */
export function requireExistingPage(page: Page, total: number): void {
  if (page.number > 1 && page.offset >= total) {
    throw new HttpProblem(404, { detail: 'Invalid page.' });
  }
}

/**
 * Sets X-Result-Count and Link, with absolute URLs of the first, last and adjacent pages. With a
 * `cutSize`, the page was cut to that many rows, and `next` is its rest.
 */
export function setPageHeaders(
  reply: FastifyReply,
  request: FastifyRequest,
  base: BaseUrl,
  page: Page,
  total: number,
  cutSize = page.size,
): void {
  const { offset, pageSize } = page;
  const nextOffset = offset + cutSize;
  const last = Math.max(1, Math.ceil(total / pageSize));
  const url = new URL(request.url, 'http://localhost');
  // The other parameters of the request stay in the link.
  const link = (number: number, rel: string): string => {
    url.searchParams.set('page', String(number));
    return `<${base}${url.pathname}${hideNext(url.search)}>; rel="${rel}"`;
  };
  // python-waldur-client 0.6.4 takes the second or third link as the next page, so they stay in this order.
  const links = [
    link(1, 'first'),
    offset > 0 && link(Math.ceil(offset / pageSize), 'prev'),
    nextOffset < total && link(getPageNumber(nextOffset, pageSize), 'next'),
    link(last, 'last'),
  ];
  reply.header('x-result-count', String(total)).header('link', links.filter(Boolean).join(', '));
}

/**
 * A query with the same meaning, in which the word "next" does not stand: python-waldur-client 0.6.4
 * looks for it in the whole header, and with a filter by it would never see the last page.
 */
function hideNext(query: string): string {
  return query.replace(/next/gi, (word) => `%${word.charCodeAt(0).toString(16)}${word.slice(1)}`);
}
