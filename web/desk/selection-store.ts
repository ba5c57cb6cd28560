/*
 * The selected awards of this tab, by their keys: they stay selected while the reader looks at an
 * award, and after a reload.
 */

const storageKey = 'gatehouse selection';
/** More than a reader selects; so that the entry stays small. */
const maxKeys = 1_000;

/** The keys of the awards that were selected last in this tab. */
export function findSelectedKeys(): string[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(stored) ? stored.filter((key) => typeof key === 'string') : [];
  } catch {
    return [];
  }
}

/** Remembers the keys of the selected awards. */
export function saveSelectedKeys(keys: readonly string[]): void {
  try {
    if (keys.length === 0) sessionStorage.removeItem(storageKey);
    else sessionStorage.setItem(storageKey, JSON.stringify(keys.slice(0, maxKeys)));
  } catch {
    // Without storage the selection is lost when the desk is left.
  }
}
