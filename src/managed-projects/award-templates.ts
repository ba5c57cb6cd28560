/* The JSON of templates as awards show it. */

import { type Kysely, sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import { compileOnce } from '../database/compiled-query.ts';
import type { Database } from '../database/schema.ts';
import { toVisibilityKey } from '../http/caller.ts';
import { type BaseUrl, templateUrl } from '../http/resource-urls.ts';
import { toTemplateJson } from '../templates/template-json.ts';
import {
  parseTemplateRows,
  templateRowsColumn,
  templateRowsQuery,
} from '../templates/template-rows-sql.ts';
import type { ViewerFlags } from './award-json-query.ts';

/** By id, the bytes of a template's URL and data in an award. */
export type TemplateJsonById = ReadonlyMap<string, Buffer>;

/**
 * The version of all templates with what they show of customers (migration 0033), to be read in the
 * statement that reads awards.
 */
export const templateVersionSql = sql<string>`(select coalesce(mod(sum(mark), 9007199254740992), 0)::text
  from template_change_mark)`;

/** What the JSON of templates depends on. */
interface TemplateJsonContext {
  /** The value of `templateVersionSql`. */
  version: string;
  viewer: ViewerFlags & { personId: number };
  base: BaseUrl;
}

/** By viewer, base and id. An entry of another version is not used. */
type Memory = LRUCache<string, { version: string; json: Buffer }>;

const MAX_REMEMBERED_BYTES = 8 * 1024 * 1024;
const memories = new WeakMap<Kysely<Database>, Memory>();

function openMemory(db: Kysely<Database>): Memory {
  const existing = memories.get(db);
  if (existing !== undefined) return existing;
  const memory: Memory = new LRUCache({
    maxSize: MAX_REMEMBERED_BYTES,
    sizeCalculation: ({ json }, key) => json.length + key.length,
  });
  memories.set(db, memory);
  return memory;
}

/**
 * The JSON of the templates with these ids. What this process wrote for the same version is used again;
 * the others are read from the database, so they may be newer than `version`. null where one is gone:
 * then an award was deleted with it, so read the awards again.
 */
export async function loadTemplateJson(
  db: Kysely<Database>,
  ids: readonly string[],
  context: TemplateJsonContext,
): Promise<TemplateJsonById | null> {
  const remembered = openMemory(db);
  const found = new Map<string, Buffer>();
  const missing: string[] = [];
  for (const id of new Set(ids)) {
    const known = remembered.get(createKey(id, context));
    if (known?.version === context.version) found.set(id, known.json);
    else missing.push(id);
  }
  if (missing.length === 0) return found;
  const { personId, isStaff, isSupport } = context.viewer;
  const values = { ids: missing, personId };
  const [row] = await selectTemplates(db, values, { isStaff, isSupport });
  const { version, templates } = row as VersionedTemplates;
  for (const template of parseTemplateRows(templates)) {
    const id = String(template.id);
    const url = JSON.stringify(templateUrl(context.base, template.uuid));
    const data = JSON.stringify(toTemplateJson(template, context.base));
    const json = Buffer.from(`${url},"project_template_data":${data}`);
    found.set(id, json);
    remembered.set(createKey(id, context), { version, json });
  }
  return missing.every((id) => found.has(id)) ? found : null;
}

function createKey(id: string, { viewer, base }: TemplateJsonContext): string {
  return `${toVisibilityKey(viewer)} ${id} ${base}`;
}

interface VersionedTemplates {
  version: string;
  templates: string;
}

/** Both of one moment. */
const selectTemplates = compileOnce<
  { ids: readonly string[]; personId: number },
  ViewerFlags,
  VersionedTemplates
>(
  ({ ids, personId }, flags) => sql`
    with ${templateRowsQuery(sql`select unnest(${ids}::bigint[])`, { ...flags, personId })}
    select ${templateVersionSql} as version, ${templateRowsColumn} as templates`,
);
