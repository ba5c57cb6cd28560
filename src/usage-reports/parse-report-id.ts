import { notFound } from '../http/http-problem.ts';

/** The id in the path of a report. Throws a 404 where it is none. */
export function parseReportId(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw notFound();
  return Number(text);
}
