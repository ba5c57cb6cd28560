import type { ScriptStart } from './create-script-start.ts';
import { showStatus } from './status-line.ts';

/**
 * Opens links of the outline in the pages' own scripts: a document of its own would be the browser's
 * error page where there is no network.
 */
export function bindOutlineLinks({ start, areExpected, areBroken }: ScriptStart): void {
  document.addEventListener('click', (event) => {
    const link = findLink(event);
    if (!link || areBroken()) return;
    event.preventDefault();
    // The scripts begin there; those that run already notice the change.
    history.pushState(null, '', link.href);
    if (areExpected()) showStatus('Loading …');
    start();
  });
}

/** The link of the outline that a click opens in this tab; null for none. */
function findLink({ target, button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent) {
  if (!(target instanceof Element) || button !== 0) return null;
  if (ctrlKey || metaKey || shiftKey || altKey) return null;
  return target.closest<HTMLAnchorElement>('#outline a[href]');
}
