/** What the names of this service's entries begin with. */
const prefix = 'gatehouse ';

/**
 * Removes what this tab keeps for the reader: the place in the list, the selection, half-typed
 * texts. The tab may be somebody else's next.
 */
export function clearTabStorage(): void {
  try {
    for (const name of Object.keys(sessionStorage)) {
      if (name.startsWith(prefix)) sessionStorage.removeItem(name);
    }
  } catch {
    // Without storage there is nothing to remove.
  }
}
