/** Whoever has not touched the page for this long is taken to be away, in milliseconds. */
const maxIdleMs = 60_000;
// Not what moves: a browser moves a pointer that lies still when the page below it changes.
const activityEvents = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

// Somebody opened the page.
let lastActivityAt = performance.now();
for (const sign of activityEvents) {
  window.addEventListener(sign, recordActivity, { capture: true, passive: true });
}

function recordActivity(): void {
  lastActivityAt = performance.now();
}

/** Whether somebody is at the page, or it asks by itself. */
export function isUserActive(): boolean {
  return performance.now() - lastActivityAt < maxIdleMs;
}
