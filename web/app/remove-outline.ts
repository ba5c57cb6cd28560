/**
 * Removes the outline of index.html as soon as `root` shows something, before that is painted.
 * Mantine's style elements are there earlier.
 */
export function removeOutlineWithFirstScreen(root: HTMLElement): void {
  const observer = new MutationObserver(() => {
    if (root.querySelector(':scope > :not(style)') === null) return;
    document.getElementById('outline')?.remove();
    observer.disconnect();
  });
  observer.observe(root, { childList: true });
}
