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

/** Whether there was input within the last minute; requests of a page that is left open are not use of the session. */
export function isUserActive(): boolean {
  return performance.now() - lastActivityAt < maxIdleMs;
}
