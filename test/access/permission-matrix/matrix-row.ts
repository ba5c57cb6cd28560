import type { TokenScope } from '../../../src/database/account-schema.ts';
import { type CallerName, statuses } from './caller-kinds.ts';
import type { Subject, World } from './matrix-fixtures.ts';

/** A route, the scope that a token needs for it, and the status that each kind of caller gets. */
export interface Row {
  /** As in the route table: `GET /api/users/:uuid/`. */
  route: string;
  /** Tells several rows of one route apart. */
  about?: string;
  /** null: the route is public. */
  scope: TokenScope | null;
  expected: Record<CallerName, number>;
  /** Makes the objects that this caller's request is about. */
  prepare: (world: World, caller: string) => Promise<Subject>;
  /** The request is about the caller's own account, so each caller needs objects of their own. */
  isOwn?: boolean;
  /** The audit that gets an entry when the request succeeds, or why none does. */
  record: 'award' | 'administration' | { none: string };
  /** If a session gets another status than a token. */
  inSession?: number;
  /** If a service account gets another status than a reviewer. */
  asProgram?: number;
}

export type More = Partial<Omit<Row, 'route'>>;

// In the order of `callers`: nobody, ordinary, member, owner, clerk, manager, managerOfBoth, reviewer,
// stranger, support, staff.
export const seen = {
  byAll: 'ok ok ok ok ok ok ok ok ok ok ok',
  bySignedIn: '401 ok ok ok ok ok ok ok ok ok ok',
  byStaff: '401 403 403 403 403 403 403 403 403 403 ok',
  byReaders: '401 403 403 403 403 403 403 403 403 ok ok',
  award: '401 404 ok ok ok ok ok ok 404 ok ok',
  audit: '401 404 403 ok ok ok ok ok 404 ok ok',
  template: '401 404 404 ok ok ok ok ok 404 ok ok',
  customer: '401 404 ok ok ok 404 ok ok 404 ok ok',
  project: '401 404 ok ok ok 404 ok ok 404 ok ok',
  account: '401 404 404 404 404 404 404 404 404 ok ok',
};
export const changed = {
  byDecision: '401 404 403 403 403 403 403 ok 404 403 ok',
  award: '401 404 403 403 403 403 403 403 404 403 ok',
  template: '401 404 404 403 403 403 403 403 404 403 ok',
  customer: '401 404 403 403 403 404 403 403 404 403 ok',
  customerAlone: '401 404 404 403 403 404 403 403 404 403 ok',
  project: '401 404 403 ok 403 404 403 ok 404 403 ok',
  members: '401 404 403 ok ok 404 ok ok 404 403 ok',
  account: '401 404 404 404 404 404 404 404 404 403 ok',
  // Tokens, sessions and identities are visible to their owner and staff only.
  keys: '401 404 404 404 404 404 404 404 404 404 ok',
};

export const nothing = async (): Promise<Subject> => ({});
export const readsOnly = { none: 'It only reads.' };

export function reads(route: string, line: string, more: More = {}): Row {
  const scope = line === seen.byAll ? null : 'read';
  const expected = statuses(line, 200);
  return { route, scope, expected, prepare: nothing, record: readsOnly, ...more };
}

export function changes(route: string, line: string, ok: number, more: More): Row {
  const expected = statuses(line, ok);
  return { route, scope: 'admin', expected, prepare: nothing, record: 'administration', ...more };
}
