import { isUuid } from './uuid.ts';

/** The search parameters of a screen's URL that have a value, by name. */
export type SearchParams<Name extends string> = { [Key in Name]?: string };

/** The longest text that is searched for; URLs of more are made by hand. */
const maxTextLength = 500;

export const isBoolean = (text: string): boolean => text === 'true' || text === 'false';
export const isPage = (text: string): boolean => /^[1-9]\d{0,8}$/.test(text);
/**
 * Whether a text is a day that the service accepts (parseDay of src/award/dates.ts, which needs Temporal
 * and is too large for the first reply).
 */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '1970' || text > '2201') return false;
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}

/** Whether a text is a day that begins after the first instant of the service in every time zone. */
export const isDayOfInstants = (text: string): boolean => isDay(text) && text > '1970-01-01';

// biome-ignore lint/suspicious/noControlCharactersInRegex: no such character can be searched for
const isText = (text: string): boolean => text.length <= maxTextLength && !/[\0-\x1f]/.test(text);

/** Returns a rule for a parameter: one of these texts. */
export const isOneOf =
  (values: readonly string[]) =>
  (text: string): boolean =>
    values.includes(text);

/** What a parameter must be, by the form of its name. */
function getDefaultRule(name: string): (text: string) => boolean {
  if (name === 'page') return isPage;
  if (name.endsWith('_uuid')) return isUuid;
  if (name.startsWith('is_') || name.startsWith('hide_')) return isBoolean;
  if (name.startsWith('timestamp_')) return isDayOfInstants;
  return isText;
}

/**
 * Returns a parser that keeps the named parameters whose values the service accepts, by `rules` and
 * by the forms of their names. It drops the others, which the page then names (IgnoredParams).
 */
export function createSearchParser<const Name extends string>(
  names: readonly Name[],
  rules: { [Key in Name]?: (text: string) => boolean } = {},
): (search: Record<string, unknown>) => SearchParams<Name> {
  return (search) => {
    const found = names.flatMap((name) => {
      if (search[name] === undefined) return [];
      const text = String(search[name]);
      const isValid = text !== '' && (rules[name] ?? getDefaultRule(name))(text);
      // undefined, because the router keeps what a parser leaves out.
      return [[name, isValid ? text : undefined] as const];
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

/** The parameters of a query string that have a value and are not in `understood`, as `name=value`. */
export function findIgnoredParams(
  queryString: string,
  understood: Readonly<Record<string, unknown>>,
): string[] {
  return [...new URLSearchParams(queryString)].flatMap(([name, value]) =>
    value === '' || String(understood[name] ?? '') === value ? [] : [`${name}=${value}`],
  );
}

/** The page number of a `page` parameter, from 1; 1 where it is absent or not a number. */
export function parsePageNumber(text: string | undefined): number {
  const page = Number(text ?? 1);
  return Number.isSafeInteger(page) && page > 0 ? page : 1;
}
