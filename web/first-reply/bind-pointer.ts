import { type FirstRows, markRow } from './first-rows.ts';
import { saveTicks } from './stored-ticks.ts';

/** Lets a click on a row open its award; one elsewhere starts the scripts at once. */
export function bindPointer(first: FirstRows, start: () => void, postpone: () => void): void {
  const { table, rows } = first;
  document.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Element && target.closest('tbody')) postpone();
    else start();
  });
  table.addEventListener('focusin', ({ target }) => {
    const row = findRow(target);
    if (row) markRow(first, row);
  });
  table.addEventListener('change', () => saveTicks(rows));
  table.addEventListener('click', ({ target }) => {
    const isOwn = target instanceof Element && target.closest('a, input') !== null;
    // A drag that selects text is no click.
    if (!isOwn && window.getSelection()?.isCollapsed !== false) {
      findRow(target)?.querySelector('a')?.click();
    }
  });
}

const findRow = (target: EventTarget | null): HTMLTableRowElement | null =>
  target instanceof Element ? target.closest<HTMLTableRowElement>('tbody tr') : null;
