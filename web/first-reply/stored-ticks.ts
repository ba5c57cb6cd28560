import { findSelectedKeys, saveSelectedKeys } from '../desk/selection-store.ts';

type Rows = readonly HTMLTableRowElement[];

/** The checkboxes of the rows that have one, with the keys of their awards. */
const findBoxes = (rows: Rows) =>
  rows.flatMap((row) => {
    const key = row.getAttribute('data-key');
    const box = row.querySelector('input');
    return key && box ? [{ key, box }] : [];
  });

/** Stores which rows are ticked, beside the selected awards that the document does not have. */
export function saveTicks(rows: Rows): void {
  const boxes = findBoxes(rows);
  const others = findSelectedKeys().filter((one) => !boxes.some(({ key }) => key === one));
  const ticked = boxes.filter(({ box }) => box.checked).map(({ key }) => key);
  saveSelectedKeys([...others, ...ticked]);
}

/** Ticks the rows of the stored selection. */
export function restoreTicks(rows: Rows): void {
  const selected = new Set(findSelectedKeys());
  for (const { key, box } of findBoxes(rows)) box.checked = selected.has(key);
}
