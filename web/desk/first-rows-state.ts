/*
 * What the reader did with the rows of the first reply (first-desk.tsx) before the pages' own scripts
 * ran: they take it over while they render for the first time.
 */

/** A key that was pressed before anything could handle it; null for none. */
let heldKey: string | null = null;

const findFirstRows = (): HTMLElement | null => document.querySelector('#outline .awards');

/** The award that the reader moved to with `j` and `k`, with its place; null for none. */
export function findFirstCurrentRow(): { awardKey: string; index: number } | null {
  const row = findFirstRows()?.querySelector<HTMLTableRowElement>('tr[data-current]');
  const awardKey = row?.getAttribute('data-key');
  return row && awardKey ? { awardKey, index: row.sectionRowIndex } : null;
}

/** Whether the focus is in the first rows: it has to go to the rows that take their place. */
export const isFocusInFirstRows = (): boolean =>
  findFirstRows()?.contains(document.activeElement) ?? false;

/** The keys of the awards whose checkboxes were ticked. */
export function findTickedKeys(): string[] {
  const rows = findFirstRows();
  // The rows leave with this rendering, before its effects.
  heldKey = rows?.getAttribute('data-held-key') ?? heldKey;
  const boxes = rows?.querySelectorAll<HTMLInputElement>('tbody input') ?? [];
  return [...boxes].flatMap(
    (box) => (box.checked && box.closest('tr')?.getAttribute('data-key')) || [],
  );
}

/** Presses the held key again; call it when the shortcuts of the desk are bound. */
export function replayHeldKey(): void {
  const key = heldKey;
  heldKey = null;
  if (key === null) return;
  // After the effects of the frame, which binds keys too.
  setTimeout(() => {
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  });
}
