import type { ScriptStart } from './create-script-start.ts';
import { hasReply } from './has-reply.ts';
import { showStatus } from './status-line.ts';

/** How long a click waits for the scripts, whose request may get neither a reply nor an error. */
const patienceMs = 10_000;

/**
 * Opens links of the outline in the pages' own scripts: a document of its own would be the browser's
 * error page where there is no network. Where the scripts do not arrive and the service answers, the
 * link gets a document of its own.
 */
export function bindOutlineLinks(scripts: ScriptStart): void {
  const { start, areExpected, areRunning, areBroken } = scripts;
  const loadDocument = async (url: string): Promise<void> => {
    const isWanted = (): boolean => location.href === url && areExpected() && !areRunning();
    if (isWanted() && (await hasReply(url)) && isWanted()) location.reload();
  };
  document.addEventListener('click', (event) => {
    const link = findLink(event);
    if (!link || areBroken()) return;
    event.preventDefault();
    // The scripts begin there; those that run already notice the change.
    pushNumberedEntry(link.href);
    if (areExpected()) showStatus('Loading …');
    start();
    setTimeout(() => void loadDocument(link.href), patienceMs);
  });
}

/**
 * Adds an entry to the history with a number, as the router of the scripts does: by it the router finds
 * out how many entries back the reader went, so that it can return to the page of a request under way.
 */
function pushNumberedEntry(url: string): void {
  const state = history.state as { __TSR_index?: number } | null;
  const index = state?.__TSR_index ?? 0;
  if (state?.__TSR_index === undefined) history.replaceState(createEntryState(index), '');
  history.pushState(createEntryState(index + 1), '', url);
}

function createEntryState(index: number) {
  const key = Math.random().toString(36).slice(2, 9);
  return { __TSR_index: index, key, __TSR_key: key };
}

/** The link of the outline that a click opens in this tab; null for none. */
function findLink({ target, button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent) {
  if (!(target instanceof Element) || button !== 0) return null;
  if (ctrlKey || metaKey || shiftKey || altKey) return null;
  return target.closest<HTMLAnchorElement>('#outline a[href]');
}
