/**
 * The path of the first key that stands twice in one object of a JSON text, such as
 * `reports.2026-08-03`; null where none does. `JSON.parse` keeps the last one without a word, and a
 * day that came twice must not be counted as if it had come once. The text must be valid JSON.
 */
export function findRepeatedKey(json: string): string | null {
  /** For each object or array that is open: its keys so far, and the key that it stands under. */
  const open: { keys: Set<string>; path: string }[] = [];
  let key = '';
  for (const token of json.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g)) {
    const [text, colon] = token;
    const parent = open.at(-1);
    if (text === '{' || text === '[') {
      open.push({ keys: new Set(), path: joinPath(parent?.path, key) });
      key = '';
    } else if (text === '}' || text === ']') {
      open.pop();
      key = '';
    } else if (colon !== undefined && parent) {
      key = JSON.parse(text.slice(0, -colon.length)) as string;
      if (parent.keys.has(key)) return joinPath(parent.path, key);
      parent.keys.add(key);
    }
  }
  return null;
}

function joinPath(path: string | undefined, key: string): string {
  return path ? `${path}.${key}` : key;
}
