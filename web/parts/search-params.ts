/** The search parameters of a screen's URL that have a value, by name. */
export type SearchParams<Name extends string> = { [Key in Name]?: string };

/** Returns a parser that keeps the named parameters and drops empty ones, so that URLs stay short. */
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

/** Returns the parameters without empty ones. */
export function omitEmptyParams(search: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== ''),
  );
}

/** The page number of a `page` parameter, from 1; 1 where it is absent or not a number. */
export function parsePageNumber(text: string | undefined): number {
  const page = Number(text ?? 1);
  return Number.isSafeInteger(page) && page > 0 ? page : 1;
}
