import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Figure, formatFigureTable } from './figures.ts';

const scalePage = path.join(import.meta.dirname, '..', 'docs', 'scale.md');
const figuresSection = /(<!-- figures -->\n)[\s\S]*?(<!-- end of figures -->)/;

/** Writes the figures between the marks in docs/scale.md. Throws if the marks are missing. */
export function writeFigureTable(report: {
  date: string;
  machine: string;
  figures: Figure[];
}): void {
  const text = readFileSync(scalePage, 'utf8');
  if (!figuresSection.test(text)) throw new Error(`${scalePage} has no marks for the figures.`);
  const heading = `Measured ${report.date.slice(0, 10)} on ${report.machine}:`;
  const table = `${heading}\n\n${formatFigureTable(report.figures)}\n`;
  // By a function, because a "$" in the table would be read as a reference.
  writeFileSync(
    scalePage,
    text.replace(figuresSection, (_, start, end) => `${start}${table}${end}`),
  );
}
