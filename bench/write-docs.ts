import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Figure, tableOf } from './figures.ts';

const page = path.join(import.meta.dirname, '..', 'docs', 'scale.md');
const between = /(<!-- figures -->\n)[\s\S]*?(<!-- end of figures -->)/;

/** Puts the figures between the marks in docs/scale.md. Throws where the marks are not there. */
export function writeTable(report: { date: string; machine: string; figures: Figure[] }): void {
  const text = readFileSync(page, 'utf8');
  if (!between.test(text)) throw new Error(`${page} has no marks for the figures.`);
  const heading = `Measured ${report.date.slice(0, 10)} on ${report.machine}:`;
  const table = `${heading}\n\n${tableOf(report.figures)}\n`;
  // By a function: a "$" of the table is no reference.
  writeFileSync(
    page,
    text.replace(between, (_, start, end) => `${start}${table}${end}`),
  );
}
