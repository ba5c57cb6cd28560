import { BadInput } from '../award/bad-input.ts';
import { parseJsonValue, requireObject } from '../award/json-value.ts';
import { parseByName, parseCount } from './report-parts.ts';
import { type DailyUsage, isPlainObject } from './usage-figures.ts';

/** What the largest machines could give in a day; more is a figure that went wrong. */
const MAX_NODES = 1_000_000;
const MAX_DAY_SECONDS = 86_400 * MAX_NODES;
const MAX_COUNT = Number.MAX_SAFE_INTEGER;
const MAX_JOBS = 1_000_000_000;

const knownFields = [
  'reports',
  'components',
  'num_jobs',
  'total_wait_seconds',
  'user_job_counts',
  'user_wait_seconds',
  'is_complete',
];

/**
 * Reads one day of a ProjectUsageReport. Only a day that is past can be complete. Throws BadInput
 * for figures that are impossible: negative ones, more than a machine can give, more jobs by person
 * than in all.
 */
export function parseDailyUsage(value: unknown, field: string, isPast: boolean): DailyUsage {
  const day = requireObject(value, field);
  const seconds = parseByName(day.reports, `${field}.reports`, parseSeconds);
  const components = parseByName(day.components, `${field}.components`, (part, path) =>
    parseByName(part, path, parseComponentSeconds),
  );
  const jobs = parseByName(day.user_job_counts, `${field}.user_job_counts`, parseJobs);
  const waits = parseByName(day.user_wait_seconds, `${field}.user_wait_seconds`, parseAnyCount);
  requireAtMost(sum(seconds), MAX_DAY_SECONDS, `${field}.reports`);
  const names = new Set([
    ...seconds.keys(),
    ...[...components.values()].flatMap((users) => [...users.keys()]),
    ...jobs.keys(),
    ...waits.keys(),
  ]);
  const users = [...names].map((name) => {
    const own = [...components].flatMap(([part, byUser]) => {
      const used = byUser.get(name);
      return used === undefined ? [] : [[part, used] as const];
    });
    return [
      name,
      {
        seconds: seconds.get(name) ?? 0,
        jobs: jobs.get(name) ?? 0,
        waitSeconds: waits.get(name) ?? 0,
        components: new Map(own),
      },
    ] as const;
  });
  return {
    isComplete: isPast && parseIsComplete(day.is_complete, `${field}.is_complete`),
    users: new Map(users),
    jobs: parseTotal(day.num_jobs, `${field}.num_jobs`, sum(jobs), MAX_JOBS),
    waitSeconds: parseTotal(
      day.total_wait_seconds,
      `${field}.total_wait_seconds`,
      sum(waits),
      MAX_COUNT,
    ),
    extra: parseExtra(day, field),
  };
}

function parseSeconds(value: unknown, field: string): number {
  return parseCount(requireObject(value, field).seconds, `${field}.seconds`, MAX_DAY_SECONDS);
}

function parseComponentSeconds(value: unknown, field: string): number {
  return parseCount(requireObject(value, field).seconds, `${field}.seconds`, MAX_COUNT);
}

function parseJobs(value: unknown, field: string): number {
  return parseCount(value, field, MAX_JOBS);
}

function parseAnyCount(value: unknown, field: string): number {
  return parseCount(value, field, MAX_COUNT);
}

/** A total over everybody; left out it is the sum, and it cannot be less than that. */
function parseTotal(value: unknown, field: string, byUsers: number, max: number): number {
  const total = parseCount(value ?? byUsers, field, max);
  if (total >= byUsers) return total;
  throw new BadInput(field, `At least ${byUsers}, the sum over all persons, is required.`);
}

function parseIsComplete(value: unknown, field: string): boolean {
  if (value === undefined) return false;
  if (typeof value !== 'boolean') throw new BadInput(field, 'true or false is required.');
  return value;
}

/** What newer agents add, as it came; no number in it may be negative. */
function parseExtra(day: Record<string, unknown>, field: string): Record<string, unknown> {
  const extra = Object.entries(day).filter(([name]) => !knownFields.includes(name));
  for (const [name, value] of extra) {
    parseJsonValue(value, `${field}.${name}`);
    requireNoNegative(value, `${field}.${name}`);
  }
  return Object.fromEntries(extra);
}

function requireNoNegative(value: unknown, field: string): void {
  if (typeof value === 'number' && value < 0) throw new BadInput(field, 'Not a negative number.');
  if (Array.isArray(value)) for (const item of value) requireNoNegative(item, field);
  if (!isPlainObject(value)) return;
  for (const [key, part] of Object.entries(value)) requireNoNegative(part, `${field}.${key}`);
}

function requireAtMost(value: number, max: number, field: string): void {
  if (value > max) throw new BadInput(field, `At most ${max} seconds in all.`);
}

function sum(numbers: ReadonlyMap<string, number>): number {
  return numbers.values().reduce((total, number) => total + number, 0);
}
