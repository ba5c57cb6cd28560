/** Milliseconds without input after which the user counts as away. */
const maxIdleMs = 60_000;
// Not pointermove: browsers send it for a still pointer when the page below it changes.
const activityEvents = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

// Opening the page is an activity.
let lastActivityAt = performance.now();
for (const event of activityEvents) {
  window.addEventListener(event, recordActivity, { capture: true, passive: true });
}

function recordActivity(): void {
  lastActivityAt = performance.now();
}

/** Whether the user did something lately; false where a request comes from the page's own timers. */
export function isUserActive(): boolean {
  return performance.now() - lastActivityAt < maxIdleMs;
}
