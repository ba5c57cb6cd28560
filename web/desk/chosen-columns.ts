import { useState } from 'react';
import { type ColumnId, defaultColumns, isColumnId } from './table-columns.ts';

/** The columns that the reader chose, and how to choose others. */
export interface ColumnChoice {
  chosen: readonly ColumnId[];
  onChoose: (columns: readonly ColumnId[]) => void;
}

/** Of this browser: another screen may have room for other columns. first-rows-script.ts reads it too. */
const storageKey = 'gatehouse columns';

function readChosenColumns(): readonly ColumnId[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null');
    return Array.isArray(stored) ? stored.filter(isColumnId) : defaultColumns;
  } catch {
    return defaultColumns;
  }
}

/** The columns of the list that the reader chose, and a function that stores others. */
export function useChosenColumns(): [readonly ColumnId[], (columns: readonly ColumnId[]) => void] {
  const [columns, setColumns] = useState(readChosenColumns);
  const choose = (next: readonly ColumnId[]): void => {
    setColumns(next);
    try {
      localStorage.setItem(storageKey, JSON.stringify(next));
    } catch {
      // Without storage the choice lasts until the page is left.
    }
  };
  return [columns, choose];
}
