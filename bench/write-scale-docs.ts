import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Figure, formatFigureTable } from './figures.ts';

const scalePage = path.join(import.meta.dirname, '..', 'docs', 'scale.md');
const figuresSection = /(<!-- figures -->\n)[\s\S]*?(<!-- end of figures -->)/;

/** Puts the figures between the marks in docs/scale.md. Throws where the marks are not there. */
export function writeFigureTable(report: {
  date: string;
  machine: string;
  figures: Figure[];
}): void {
  const text = readFileSync(scalePage, 'utf8');
  if (!figuresSection.test(text)) throw new Error(`${scalePage} has no marks for the figures.`);
  const heading = `Measured ${report.date.slice(0, 10)} on ${report.machine}:`;
  const table = `${heading}\n\n${formatFigureTable(report.figures)}\n`;
  // By a function: a "$" of the table is no reference.
  writeFileSync(
    scalePage,
    text.replace(figuresSection, (_, start, end) => `${start}${table}${end}`),
  );
}
