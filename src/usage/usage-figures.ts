import type { Day } from '../award/dates.ts';

/** What one person used on one day, as far as the scheduler told it. */
export interface UserUsage {
  /** Node seconds. */
  seconds: number;
  /** Jobs that started that day. */
  jobs: number;
  /** How long these waited in the queue. */
  waitSeconds: number;
  /** Seconds by part of the machine: cores, memory, GPUs. */
  components: ReadonlyMap<string, number>;
}

/** The use of one project on one day. */
export interface DailyUsage {
  /** False while the figures may still grow. */
  isComplete: boolean;
  /** By local name; use that nobody can be named for is under `unknown`. */
  users: ReadonlyMap<string, UserUsage>;
  /** All jobs that started, also those that are nobody's in `users`. */
  jobs: number;
  waitSeconds: number;
  /** Further figures of newer agents, as they came (docs/rules/machines.md, M5.2). */
  extra: Readonly<Record<string, unknown>>;
}

/** The name of use that cannot be attributed to a person. */
export const UNKNOWN_USER = 'unknown';

export const emptyUserUsage: UserUsage = {
  seconds: 0,
  jobs: 0,
  waitSeconds: 0,
  components: new Map(),
};

/** A day on which nothing was used. */
export function createEmptyDay(isComplete: boolean): DailyUsage {
  return { isComplete, users: new Map(), jobs: 0, waitSeconds: 0, extra: {} };
}

/** Whether a day has no figures at all. */
function isEmptyDay({ users, jobs, extra }: DailyUsage): boolean {
  return users.size === 0 && jobs === 0 && Object.keys(extra).length === 0;
}

/**
 * Whether a day that was received takes the place of the stored one: never an empty day in the place
 * of figures, nor an unfinished one in the place of a finished one (docs/rules/machines.md, M5.1).
 */
export function shouldReplaceDay(stored: DailyUsage | undefined, received: DailyUsage): boolean {
  if (stored === undefined) return true;
  if (stored.isComplete && !received.isComplete) return false;
  return isEmptyDay(stored) || !isEmptyDay(received);
}

/** All seconds of a day. */
export function sumSeconds({ users }: DailyUsage): number {
  return users.values().reduce((sum, { seconds }) => sum + seconds, 0);
}

export function addUserUsage(one: UserUsage, other: UserUsage): UserUsage {
  const components = new Map(one.components);
  for (const [name, seconds] of other.components) {
    components.set(name, (components.get(name) ?? 0) + seconds);
  }
  return {
    seconds: one.seconds + other.seconds,
    jobs: one.jobs + other.jobs,
    waitSeconds: one.waitSeconds + other.waitSeconds,
    components,
  };
}

/** The days of several resources as those of one; a day is complete where it is on all of them. */
export function mergeUsage(
  resources: readonly ReadonlyMap<Day, DailyUsage>[],
): Map<Day, DailyUsage> {
  const days = new Set(resources.flatMap((resource) => [...resource.keys()]));
  return new Map(
    [...days].sort().map((day) => {
      const parts = resources.map((resource) => resource.get(day) ?? createEmptyDay(false));
      return [day, parts.reduce(addDays)];
    }),
  );
}

function addDays(one: DailyUsage, other: DailyUsage): DailyUsage {
  const users = new Map(one.users);
  for (const [name, usage] of other.users) {
    users.set(name, addUserUsage(users.get(name) ?? emptyUserUsage, usage));
  }
  return {
    isComplete: one.isComplete && other.isComplete,
    users,
    jobs: one.jobs + other.jobs,
    waitSeconds: one.waitSeconds + other.waitSeconds,
    extra: addFigures(one.extra, other.extra) as Record<string, unknown>,
  };
}

/** Adds figures that we don't know: numbers are added, objects key by key, of others the first stays. */
export function addFigures(one: unknown, other: unknown): unknown {
  if (typeof one === 'number' && typeof other === 'number') return one + other;
  if (!isPlainObject(one) || !isPlainObject(other)) return one ?? other;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...keys].map((key) => [key, addFigures(one[key], other[key])]));
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
