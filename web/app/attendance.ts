/** Whoever has not touched the page for this long is taken to be away, in milliseconds. */
const awayAfter = 60_000;
// Not what moves: a browser moves a pointer that lies still when the page below it changes.
const signs = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

// Somebody opened the page.
let lastSign = performance.now();
for (const sign of signs) {
  window.addEventListener(sign, note, { capture: true, passive: true });
}

function note(): void {
  lastSign = performance.now();
}

/** Whether somebody is at the page, or it asks by itself. */
export function isAttended(): boolean {
  return performance.now() - lastSign < awayAfter;
}
