import { useState } from 'react';
import { findStoredColumns, storeColumns } from './column-store.ts';
import { type ColumnId, defaultColumns, isColumnId } from './table-columns.ts';

/** The columns that the reader chose, and how to choose others. */
export interface ColumnChoice {
  chosen: readonly ColumnId[];
  onChoose: (columns: readonly ColumnId[]) => void;
}

/** The columns of the list that the reader chose, and a function that stores others. */
export function useChosenColumns(): [readonly ColumnId[], (columns: readonly ColumnId[]) => void] {
  const [columns, setColumns] = useState<readonly ColumnId[]>(
    () => findStoredColumns()?.filter(isColumnId) ?? defaultColumns,
  );
  const choose = (next: readonly ColumnId[]): void => {
    setColumns(next);
    storeColumns(next);
  };
  return [columns, choose];
}
