/**
 * Hides the outline of index.html and applies the style sheet, which waits where the outline has rows: to
 * be called while the first screen renders, so that its effects measure and scroll what will be seen. The
 * outline keeps the focus until `removeOutlineWithFirstScreen` removes it.
 */
export function takePlaceOfOutline(): void {
  const outline = document.getElementById('outline');
  if (outline) outline.style.display = 'none';
  const waiting = 'link[rel=stylesheet][media="not all"]';
  for (const link of document.querySelectorAll<HTMLLinkElement>(waiting)) link.media = 'all';
}

/**
 * Removes the outline of index.html as soon as `root` shows something, before that is painted.
 * Mantine's style elements are there earlier.
 */
export function removeOutlineWithFirstScreen(root: HTMLElement): void {
  const observer = new MutationObserver(() => {
    if (root.querySelector(':scope > :not(style)') === null) return;
    takePlaceOfOutline();
    document.getElementById('outline')?.remove();
    observer.disconnect();
  });
  observer.observe(root, { childList: true });
}
