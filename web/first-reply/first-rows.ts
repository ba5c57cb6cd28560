import { saveTicks } from './stored-ticks.ts';

/** The rows of the desk in the first reply. */
export interface FirstRows {
  table: HTMLElement;
  rows: HTMLTableRowElement[];
}

/** The rows of the document; null where it has none, or hides them as in narrow windows. */
export function findRows(): FirstRows | null {
  const main = document.querySelector('#outline main');
  if (main === null || getComputedStyle(main).display === 'none') return null;
  const table = main.querySelector<HTMLElement>('.awards');
  const rows = [...(table?.querySelectorAll<HTMLTableRowElement>('tbody tr') ?? [])];
  return table && rows.length > 0 ? { table, rows } : null;
}

const findCurrentIndex = ({ rows }: FirstRows): number =>
  rows.findIndex((row) => row.hasAttribute('data-current'));

/** Makes a row the current one, without the focus. */
export function markRow({ rows }: FirstRows, current: HTMLTableRowElement): void {
  for (const row of rows) {
    for (const name of ['data-current', 'aria-current']) {
      if (row === current) row.setAttribute(name, 'true');
      else row.removeAttribute(name);
    }
  }
}

/** Makes the row `step` rows further down the current one, and moves the focus there. */
export function moveCurrentRow(first: FirstRows, step: 1 | -1): void {
  const { rows } = first;
  const index = Math.min(Math.max(findCurrentIndex(first) + step, 0), rows.length - 1);
  const row = rows[index];
  if (!row) return;
  markRow(first, row);
  row.querySelector('a')?.focus({ preventScroll: true });
  row.scrollIntoView({ block: 'nearest' });
}

/** Ticks the current row, or removes its tick. */
export function tickCurrentRow(first: FirstRows): void {
  const box = first.rows[findCurrentIndex(first)]?.querySelector('input');
  if (!box) return;
  box.checked = !box.checked;
  saveTicks(first.rows);
}
