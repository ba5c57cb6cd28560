import type { StorageSnapshot } from './storage-figures.ts';
import {
  addFigures,
  addUserUsage,
  type DailyUsage,
  isPlainObject,
  UNKNOWN_USER,
  type UserUsage,
} from './usage-figures.ts';

/**
 * A day under the local names that an answer uses: that of the person's identifier, or `unknown`
 * where there is none. `users` has the identifier of each local name, `localNames` the local name
 * that the answer uses for each identifier.
 */
export function renameUsers(
  day: DailyUsage,
  users: ReadonlyMap<string, string>,
  localNames: ReadonlyMap<string, string>,
): DailyUsage {
  const rename = (name: string) => localNames.get(users.get(name) ?? '') ?? UNKNOWN_USER;
  const renamed = new Map<string, UserUsage>();
  for (const [name, usage] of day.users) {
    const newName = rename(name);
    const present = renamed.get(newName);
    renamed.set(newName, present === undefined ? usage : addUserUsage(present, usage));
  }
  const renameExtra = (): unknown =>
    renameKeys(day.extra, new Map([...day.users.keys()].map((name) => [name, rename(name)])));
  const hasExtra = Object.keys(day.extra).length > 0;
  return {
    ...day,
    users: renamed,
    ...(hasExtra && { extra: renameExtra() as DailyUsage['extra'] }),
  };
}

/** The same in figures that we don't know: wherever a local name is a key. */
function renameKeys(value: unknown, changed: ReadonlyMap<string, string>): unknown {
  if (!isPlainObject(value)) return value;
  const renamed = new Map<string, unknown>();
  for (const [key, part] of Object.entries(value)) {
    const name = changed.get(key) ?? key;
    renamed.set(name, addFigures(renamed.get(name), renameKeys(part, changed)));
  }
  return Object.fromEntries(renamed);
}

/** A day whose use counts as that of `unknown`: its sums stay, its people go. */
export function removePeople(day: DailyUsage): DailyUsage {
  return renameUsers(day, new Map(), new Map());
}

/**
 * Quotas by UserIdentifier instead of by short name. Those of accounts without an identifier are left
 * out: a report has no name for them.
 */
export function renameQuotaUsers(
  quotas: StorageSnapshot['userQuotas'],
  identifiers: ReadonlyMap<string, string>,
): StorageSnapshot['userQuotas'] {
  const renamed = [...quotas].flatMap(([shortName, own]) => {
    const identifier = identifiers.get(shortName);
    return identifier === undefined ? [] : [[identifier, own] as const];
  });
  return new Map(renamed);
}
