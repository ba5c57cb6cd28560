/*
 * What the reader did with the rows of the first reply (web/first-reply) before the pages' own scripts
 * ran: they take it over while they render for the first time. From then until their shortcuts are
 * bound, bind-keys.ts holds each key: `replayHeldKeys` presses them again.
 */

/** The rows of the first reply, also when they have left the document; null once all is taken over. */
let firstRows: HTMLElement | null | undefined;

/** Finds the rows of the first reply; from the first call on, keys no longer change them. */
function takeFirstRows(): HTMLElement | null {
  if (firstRows === undefined) {
    firstRows = document.querySelector<HTMLElement>('#outline .awards');
    firstRows?.setAttribute('data-handover', 'begun');
  }
  return firstRows;
}

/** The award that the reader moved to with `j` and `k`, with its place; null for none. */
export function findFirstCurrentRow(): { awardKey: string; index: number } | null {
  const row = takeFirstRows()?.querySelector<HTMLTableRowElement>('tr[data-current]');
  const awardKey = row?.getAttribute('data-key');
  return row && awardKey ? { awardKey, index: row.sectionRowIndex } : null;
}

/** Whether the focus is in the first rows: it has to go to the rows that take their place. */
export const isFocusInFirstRows = (): boolean =>
  takeFirstRows()?.contains(document.activeElement) ?? false;

/** The keys of the awards whose checkboxes were ticked. */
export function findTickedKeys(): string[] {
  const boxes = takeFirstRows()?.querySelectorAll<HTMLInputElement>('tbody input') ?? [];
  return [...boxes].flatMap(
    (box) => (box.checked && box.closest('tr')?.getAttribute('data-key')) || [],
  );
}

/**
 * Presses the held keys again, one after another; call it when the shortcuts of the desk are bound.
 * Keys that arrive meanwhile are held too, so that their order stays.
 */
export function replayHeldKeys(): void {
  const rows = takeFirstRows();
  // Another visit of the desk has no first rows.
  firstRows = null;
  if (!rows) return;
  const replay = (index: number): void => {
    const key = (rows.getAttribute('data-held-keys') ?? '')[index];
    if (key === undefined) {
      rows.setAttribute('data-handover', 'done');
      return;
    }
    rows.setAttribute('data-handover', 'replay');
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    rows.setAttribute('data-handover', 'begun');
    setTimeout(() => replay(index + 1));
  };
  // After the effects of the frame, which binds keys too.
  setTimeout(() => replay(0));
}
