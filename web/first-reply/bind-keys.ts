import { type FirstRows, moveCurrentRow, tickCurrentRow } from './first-rows.ts';
import type { ScriptStart } from './create-script-start.ts';

/**
 * Makes `j`, `k` and `x` work on the rows. Other keys of the desk start the scripts, which get them, as
 * they get every key that is pressed while they render for the first time (web/desk/first-rows-state.ts).
 * Nothing is held for scripts that could not be loaded.
 */
export function bindKeys(first: FirstRows, scripts: ScriptStart, postpone: () => void): void {
  const { table } = first;
  const onKey = (event: KeyboardEvent): void => {
    const handover = table.getAttribute('data-handover');
    if (handover === 'done' || (!table.isConnected && handover === null)) {
      document.removeEventListener('keydown', onKey, true);
      return;
    }
    if (handover === 'replay' || isForBrowserOrField(event)) return;
    const isTaken = scripts.areExpected()
      ? queueKey(first, handover, event.key, scripts.start)
      : moveOrTick(first, event.key);
    postpone();
    if (!isTaken) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  // Before the shortcuts of the desk, which are bound while keys are still held.
  document.addEventListener('keydown', onKey, true);
}

/**
 * Holds the keys of the desk until the rows have arrived, which a slow computer shows some time before.
 * Returns a function that presses them again.
 */
export function holdKeys(): () => void {
  const held: string[] = [];
  const onKey = (event: KeyboardEvent): void => {
    if (isForBrowserOrField(event) || !deskKeys.includes(event.key)) return;
    held.push(event.key);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener('keydown', onKey, true);
  return () => {
    document.removeEventListener('keydown', onKey, true);
    for (const key of held) {
      const target = document.activeElement ?? document.body;
      target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    }
  };
}

const deskKeys: readonly string[] = ['j', 'k', 'x', 'a', 'r', '/', '?'];

/** Whether a key is for a field, or a shortcut of the browser. */
function isForBrowserOrField({ target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  const isText =
    target instanceof Element && target.matches('textarea, select, input:not([type=checkbox])');
  return isText || ctrlKey || metaKey || altKey;
}

/** Holds a key for the scripts, unless the rows can follow it now. Returns whether it was taken. */
function queueKey(
  first: FirstRows,
  handover: string | null,
  key: string,
  start: () => void,
): boolean {
  const { table } = first;
  const held = table.getAttribute('data-held-keys') ?? '';
  // What is typed after a held key belongs to what that key opens.
  if (/[^jkx]$/.test(held)) return false;
  if (handover === null && moveOrTick(first, key)) return true;
  if (!deskKeys.includes(key)) return false;
  table.setAttribute('data-held-keys', held + key);
  start();
  return true;
}

/** Does what a key does to the rows. Returns whether it does anything. */
function moveOrTick(first: FirstRows, key: string): boolean {
  if (key === 'x') tickCurrentRow(first);
  else if (key === 'j') moveCurrentRow(first, 1);
  else if (key === 'k') moveCurrentRow(first, -1);
  else return false;
  return true;
}
