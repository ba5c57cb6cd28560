/** The element that says "Loading …"; null where the document has none. */
const findStatus = (): Element | null => document.querySelector('#outline [role=status]');

/** Puts the status in front of the rows, and empties it where there are rows to be seen. */
export function moveStatusIntoSight(): void {
  const status = findStatus();
  const main = status?.parentElement?.querySelector('main');
  if (!status || !main) return;
  // At the start, since screen readers miss a text that is moved.
  main.before(status);
  if (getComputedStyle(main).display !== 'none') status.textContent = '';
}

/** Says what the page waits for, until the scripts show something else. */
export function showStatus(text: string): void {
  const status = findStatus();
  if (status) status.textContent = text;
}
