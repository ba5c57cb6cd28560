/** What the names of this service's entries begin with. */
const prefix = 'gatehouse ';
/** The uuid of the person whose entries the tab has. */
const personKey = 'gatehouse person';

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

/** Removes what this tab keeps for anybody else than the person with this uuid. */
export function claimTabStorage(personUuid: string): void {
  try {
    if (sessionStorage.getItem(personKey) === personUuid) return;
    clearTabStorage();
    sessionStorage.setItem(personKey, personUuid);
  } catch {
    // Without storage the tab keeps nothing.
  }
}
