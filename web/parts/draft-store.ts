/*
 * What was typed and not sent, in this tab: it is there again after the page was left or loaded
 * again. Removed when it is sent and at sign-out (clear-tab-storage.ts).
 */

const prefix = 'gatehouse draft ';
/** So that a tab that stays open for weeks does not fill the storage. */
const maxDrafts = 50;

interface StoredDraft {
  /** Milliseconds since 1970. */
  savedAt: number;
  values: unknown;
}

/** What was typed into the form with this name; null for nothing. */
export function findDraft<Values>(name: string): Values | null {
  const draft = readDraft(prefix + name);
  return draft === null ? null : (draft.values as Values);
}

/** Remembers what was typed into a form; forgets the oldest drafts where there are too many. */
export function saveDraft(name: string, values: unknown): void {
  const draft: StoredDraft = { savedAt: Date.now(), values };
  try {
    sessionStorage.setItem(prefix + name, JSON.stringify(draft));
    const others = Object.keys(sessionStorage).filter((key) => key.startsWith(prefix));
    if (others.length <= maxDrafts) return;
    const oldest = others
      .map((key) => ({ key, savedAt: readDraft(key)?.savedAt ?? 0 }))
      .sort((a, b) => a.savedAt - b.savedAt)
      .slice(0, others.length - maxDrafts);
    for (const { key } of oldest) sessionStorage.removeItem(key);
  } catch {
    // Without storage, or with a full one, the text is lost when the page is left.
  }
}

/** Forgets what was typed into a form. */
export function removeDraft(name: string): void {
  try {
    sessionStorage.removeItem(prefix + name);
  } catch {
    // Without storage there is nothing to forget.
  }
}

function readDraft(key: string): StoredDraft | null {
  try {
    const text = sessionStorage.getItem(key);
    return text === null ? null : (JSON.parse(text) as StoredDraft);
  } catch {
    return null;
  }
}
