/** What the address bar says after `?`: texts by name. A screen takes the names that it knows. */
export type SearchParams<Name extends string> = { [Key in Name]?: string };

/** Reads the named texts; what is empty is absent, so that addresses stay short. */
export function createSearchParser<const Name extends string>(
  names: readonly Name[],
): (search: Record<string, unknown>) => SearchParams<Name> {
  return (search) => {
    const found = names.flatMap((name) => {
      const value = search[name];
      return value === undefined || value === '' ? [] : [[name, String(value)] as const];
    });
    return Object.fromEntries(found) as SearchParams<Name>;
  };
}

/** What the address bar need not say. */
export function omitEmptyParams(search: Record<string, unknown>): Record<string, unknown> {
  const said = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(said);
}

/** The page asked for, from 1. */
export function parsePageNumber(text: string | undefined): number {
  const page = Number(text ?? 1);
  return Number.isSafeInteger(page) && page > 0 ? page : 1;
}
