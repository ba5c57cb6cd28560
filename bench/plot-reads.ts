import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ReadMeasurements } from './read-benchmark.ts';

/** Reads at one size. */
export interface ReadsAtSize extends ReadMeasurements {
  size: number;
}

const imagesFolder = path.join(import.meta.dirname, '..', 'docs', 'images');
const width = 720;
const height = 360;
const margin = { left: 64, right: 190, top: 40, bottom: 44 };
const colours = ['#1c7ed6', '#e8590c', '#2f9e44', '#ae3ec9', '#c92a2a', '#495057'];

interface Curve {
  name: string;
  getValue: (growth: ReadsAtSize) => number;
}

/** Writes curves over the number of awards to docs/images/scale-*.svg. */
export function plotReads(growth: readonly ReadsAtSize[]): void {
  if (growth.length === 0) return;
  mkdirSync(imagesFolder, { recursive: true });
  const latency = renderPlot('One request at a time (ms)', growth, [
    { name: 'first page', getValue: (at) => at.firstPageMs },
    { name: 'search', getValue: (at) => at.searchMs },
    { name: 'identifier contains', getValue: (at) => at.identifierMs },
    { name: 'count', getValue: (at) => at.countMs },
    { name: 'page 1,000 or last', getValue: (at) => at.deepPageMs },
    { name: 'by award name', getValue: (at) => at.byNameMs },
  ]);
  const rate = renderPlot('16 connections (requests/s)', growth, [
    { name: 'list', getValue: (at) => at.list },
    { name: 'list, floor', getValue: (at) => at.listBaseline },
    { name: 'one award', getValue: (at) => at.one },
    { name: 'one, If-None-Match', getValue: (at) => at.oneNotModified },
    { name: 'one, floor', getValue: (at) => at.oneBaseline },
  ]);
  writeFileSync(path.join(imagesFolder, 'scale-latency.svg'), latency);
  writeFileSync(path.join(imagesFolder, 'scale-rate.svg'), rate);
}

/** An SVG with curves over the number of awards, on a logarithmic axis; the other starts at zero. */
function renderPlot(
  title: string,
  growth: readonly ReadsAtSize[],
  curves: readonly Curve[],
): string {
  const sizes = growth.map(({ size }) => Math.log10(size));
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const step = selectAxisStep(
    Math.max(...growth.flatMap((at) => curves.map(({ getValue: of }) => of(at)))),
  );
  const top = step.size * step.count;
  const plotWidth = width - margin.left - margin.right;
  const plotHeight = height - margin.top - margin.bottom;
  const x = (size: number): string =>
    (margin.left + ((Math.log10(size) - least) / (most - least || 1)) * plotWidth).toFixed(1);
  const y = (value: number): string => (margin.top + (1 - value / top) * plotHeight).toFixed(1);
  const rules = Array.from({ length: step.count + 1 }, (_, number) => {
    const value = number * step.size;
    const label = Number(value.toPrecision(6)).toLocaleString('en');
    return `<path d="M${margin.left} ${y(value)}h${plotWidth}" stroke="#dee2e6"/>
<text x="${margin.left - 8}" y="${y(value)}" text-anchor="end" dy="4">${label}</text>`;
  });
  const marks = growth.map(
    ({ size }) =>
      `<text x="${x(size)}" y="${height - margin.bottom + 20}" text-anchor="middle">${size.toLocaleString('en')}</text>`,
  );
  const lines = curves.map(({ name, getValue: of }, index) => {
    const colour = colours[index % colours.length];
    const points = growth.map((at) => `${x(at.size)},${y(of(at))}`);
    const label = margin.top + 16 + index * 20;
    const dots = points.map((point) => {
      const [cx, cy] = point.split(',');
      return `<circle cx="${cx}" cy="${cy}" r="3" fill="${colour}"/>`;
    });
    return `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>
${dots.join('')}
<rect x="${width - margin.right + 24}" y="${label - 9}" width="14" height="4" fill="${colour}"/>
<text x="${width - margin.right + 46}" y="${label - 3}">${name}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">
<title>${title}, by number of awards</title>
<rect width="${width}" height="${height}" fill="#fff"/>
<text x="${margin.left}" y="22" font-size="14">${title}, by number of awards</text>
${[...rules, ...marks, ...lines].join('\n')}
</svg>
`;
}

/** Four to eight steps of 1, 2 or 5 times a power of ten that include the largest value. */
function selectAxisStep(largest: number): { size: number; count: number } {
  const power = 10 ** Math.floor(Math.log10(largest / 4));
  const factor = [1, 2, 5, 10].findLast((one) => one * power <= largest / 4) ?? 1;
  const size = factor * power;
  return { size, count: Math.ceil(largest / size) };
}
