const storageKey = 'gatehouse reloads';

/** How often the page is loaded again before the scripts count as broken. */
const maxReloads = 2;

/** Counts a reload of this tab. Returns whether another one may help. */
export function countReload(): boolean {
  try {
    const count = Number(sessionStorage.getItem(storageKey));
    sessionStorage.setItem(storageKey, String(count + 1));
    return count < maxReloads;
  } catch {
    // Without storage nothing counts the reloads, which could go on for ever.
    return false;
  }
}

/** Starts counting anew: the scripts run, or it was the network's fault. */
export function forgetReloads(): void {
  try {
    sessionStorage.removeItem(storageKey);
  } catch {
    // Without storage there is no count.
  }
}
