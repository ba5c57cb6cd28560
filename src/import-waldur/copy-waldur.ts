/* Copies the lists of a Waldur into the database, page by page, and goes on where it stopped. */

import type { Kysely } from 'kysely';
import PQueue from 'p-queue';
import type { Database } from '../database/schema.ts';
import { StartError } from '../errors/start-error.ts';
import {
  countListItems,
  dropCopy,
  type ListProgress,
  listCopiedUuids,
  loadProgress,
  MAX_COPY_AGE_MS,
  storePage,
} from './copy-store.ts';
import type { WaldurClient } from './waldur-client.ts';
import { mainLists, roleList, type WaldurList } from './waldur-lists.ts';
import { getItemKey, readWaldurItem } from './waldur-shapes.ts';

/** Requests under way at once for the roles, of which there is a list for each project. */
const MAX_CONCURRENT_LISTS = 4;

export interface CopyContext {
  db: Kysely<Database>;
  client: WaldurClient;
  /** The URL of the Waldur. */
  source: string;
  clock: () => Date;
  say: (line: string) => void;
}

/**
 * Copies everything that an import needs. A copy that was interrupted within the last day goes on.
 * Throws StartError where Waldur cannot be read, the token is not one of its staff, or a list is not
 * as long as Waldur says.
 */
export async function copyWaldur(context: CopyContext): Promise<void> {
  const { db, source, clock, say } = context;
  await requireStaffToken(context);
  const progress = await loadProgress(db, source);
  if (progress.begun !== null) {
    if (clock().getTime() - Date.parse(progress.begun) > MAX_COPY_AGE_MS) {
      await dropCopy(db, source);
      progress.lists.clear();
    } else say(`The copy that was begun at ${progress.begun} goes on.`);
  }
  for (const list of mainLists) await copyList(context, list, progress.lists);
  const scopes = [
    ...(await listCopiedUuids(db, source, 'customer')).map((uuid) => roleList('customer', uuid)),
    ...(await listCopiedUuids(db, source, 'project')).map((uuid) => roleList('project', uuid)),
  ];
  say(`${scopes.length} lists of roles`);
  await copyConcurrently(context, scopes, progress.lists);
}

async function copyConcurrently(
  context: CopyContext,
  lists: readonly WaldurList[],
  progress: ReadonlyMap<string, ListProgress>,
): Promise<void> {
  const queue = new PQueue({ concurrency: MAX_CONCURRENT_LISTS });
  try {
    await queue.addAll(lists.map((list) => () => copyList(context, list, progress)));
  } finally {
    queue.clear();
    await queue.onIdle();
  }
}

/** Others than staff see a part of everything, which would look like the whole. */
async function requireStaffToken({ client }: CopyContext): Promise<void> {
  const { is_staff, username } = await client.readObject('/api/users/me/');
  if (is_staff !== true) {
    throw new StartError(`The token is that of ${username}, who is not staff in the Waldur.`);
  }
}

async function copyList(
  context: CopyContext,
  list: WaldurList,
  progress: ReadonlyMap<string, ListProgress>,
): Promise<void> {
  const known = progress.get(list.name);
  if (known?.nextPage === null) return;
  if (await copyPages(context, list, known?.nextPage ?? null)) return;
  context.say(`Waldur's ${list.name} changed while it was read; it is read again.`);
  await dropCopy(context.db, context.source, list.name);
  if (await copyPages(context, list, null)) return;
  await dropCopy(context.db, context.source, list.name);
  throw new StartError(
    `Waldur's ${list.name} changes while it is read. Let nobody work with the Waldur during the import.`,
  );
}

/** Returns whether as many items came as Waldur says. */
async function copyPages(
  { db, client, source, clock, say }: CopyContext,
  list: WaldurList,
  firstPage: string | null,
): Promise<boolean> {
  let query = firstPage ?? client.firstPage(list.parameters);
  for (let pages = 1; ; pages++) {
    const { items, next, total } = await client.readPage(list.path, query);
    const page = { source, list: list.name, kind: list.kind, now: clock().toISOString() };
    await storePage(db, {
      ...page,
      items: items.map((value, index) => toCopiedItem(list, value, `${query}#${index}`)),
      nextPage: next,
    });
    if (list.scope === undefined) say(`${list.name}: ${pages * items.length} of ${total ?? '?'}`);
    if (next === null) {
      return total === null || total === (await countListItems(db, source, list.name));
    }
    query = next;
  }
}

function toCopiedItem({ kind, scope }: WaldurList, value: unknown, place: string) {
  const scoped =
    scope === undefined || typeof value !== 'object' || value === null
      ? value
      : { ...value, scope };
  const read = readWaldurItem(kind, scoped);
  const key = 'item' in read ? getItemKey(kind, read.item) : describeUnreadable(value, place);
  return { key, content: JSON.stringify(read) };
}

/** What is there to find it by in Waldur. */
function describeUnreadable(value: unknown, place: string): string {
  const { uuid, id, identifier, name } = (value ?? {}) as Record<string, unknown>;
  const found = uuid ?? id ?? identifier ?? name;
  return typeof found === 'string' || typeof found === 'number' ? `${found}` : place;
}
