/** Of this browser: another screen may have room for other columns. */
const storageKey = 'gatehouse columns';

/** The ids of the columns that the reader chose in this browser; null for none. */
export function findStoredColumns(): string[] | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? 'null');
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : null;
  } catch {
    return null;
  }
}

/** Remembers the columns that the reader chose. */
export function storeColumns(columns: readonly string[]): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(columns));
  } catch {
    // Without storage the choice lasts until the page is left.
  }
}
