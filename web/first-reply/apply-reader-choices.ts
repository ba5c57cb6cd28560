import type { AwardListQuery } from '../api/types.ts';
import { findStoredColumns } from '../desk/column-store.ts';
import { claimTabStorage } from '../parts/clear-tab-storage.ts';
import { saveListPlace } from '../parts/list-place.ts';
import type { FirstRows } from './first-rows.ts';
import { restoreTicks } from './stored-ticks.ts';

/**
 * Shows the rows as the reader left them in this browser, and remembers them as the way back from an
 * award that is opened from here.
 */
export function applyReaderChoices({ table, rows }: FirstRows): void {
  const main = table.closest('main');
  claimTabStorage(main?.getAttribute('data-person') ?? '');
  const query = main?.getAttribute('data-list-query');
  saveListPlace({
    view: Object.fromEntries(new URLSearchParams(location.search)),
    ...(query && { query: JSON.parse(query) as AwardListQuery }),
    awards: rows.map(readAwardKey),
  });
  restoreTicks(rows);
  hideColumns(table);
}

function readAwardKey(row: HTMLTableRowElement) {
  const [identifier = '', destination = ''] = (row.getAttribute('data-key') ?? '').split(' ');
  return { identifier, destination };
}

function hideColumns(table: HTMLElement): void {
  const shown = findStoredColumns();
  if (shown === null) return;
  const ids = ['box', 'award', ...shown];
  for (const cell of table.querySelectorAll<HTMLElement>('[data-column]')) {
    cell.hidden = !ids.includes(cell.getAttribute('data-column') ?? '');
  }
}
