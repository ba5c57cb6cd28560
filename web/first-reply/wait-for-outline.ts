/** Calls `onComplete` as soon as the whole outline has arrived: when what stands behind it has. */
export function waitForOutline(onComplete: () => void): void {
  const observer = new MutationObserver(() => {
    if (document.getElementById('root') === null) return;
    observer.disconnect();
    onComplete();
  });
  observer.observe(document.body, { childList: true });
}
