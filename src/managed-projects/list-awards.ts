/* Reads the list of awards: a page as JSON, and how many there are. */

import { type Kysely, sql } from 'kysely';
import { toProofValues } from '../access/caller-proof-sql.ts';
import { bindAll, compileOnce } from '../database/compiled-query.ts';
import type { Database } from '../database/schema.ts';
import { type Caller, toVisibilityKey } from '../http/caller.ts';
import type { OrderBy } from '../http/order-parameter.ts';
import type { Page } from '../http/pagination.ts';
import type { CallerProofValues } from '../http/prove-caller.ts';
import { ReplyBuffer } from '../http/reply-buffer.ts';
import { type CallerProofs, type Readers, shareRead } from '../http/share-read.ts';
import type { AwardFilter } from './award-filter-sql.ts';
import { type AwardJsonContext, getTemplateId, readAwardValues, writeAward } from './award-json.ts';
import { toJsonContext } from './award-json-query.ts';
import {
  type AwardListRow,
  awardListQuery,
  awardTotalSql,
  isUnset,
  type ListQueryShape,
  type ListQueryValues,
  type OrderColumn,
} from './award-list-sql.ts';
import { loadTemplateJson, type TemplateJsonById } from './award-templates.ts';

/** How many awards this caller would find. */
export async function countAwards(
  db: Kysely<Database>,
  caller: Caller,
  filter: AwardFilter,
  portal: string,
): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select ${awardTotalSql(caller, filter, portal)} as total`.execute(db);
  return rows[0]?.total ?? 0;
}

interface ListRequest {
  order: OrderBy<OrderColumn>[];
  page: Page;
  /** Of the reply; a page that would be larger is cut. */
  maxBytes: number;
}

interface AwardList {
  total: number;
  /** Of the page: less than was asked for where it was cut. */
  size: number;
  json: ReplyBuffer;
}

/**
 * A page of awards that this caller may see, in an order made total by identifier, as JSON;
 * and how many there are on all pages. One statement, so both are of one moment. It is read with those
 * who ask for the same page at the same moment. `proof` is that of `readAsCaller`.
 */
export function listAwards(
  db: Kysely<Database>,
  caller: Caller,
  filter: AwardFilter,
  jsonContext: AwardJsonContext,
  { proof, ...request }: ListRequest & { proof: CallerProofValues | null },
): Promise<AwardList & { proof: string | null }> {
  const key = JSON.stringify(['list', toVisibilityKey(caller), filter, jsonContext, request]);
  return shareRead(db, key, proof, (readers) =>
    readList(db, caller, filter, jsonContext, { ...request, readers }),
  );
}

async function readList(
  db: Kysely<Database>,
  caller: Caller,
  filter: AwardFilter,
  jsonContext: AwardJsonContext,
  request: ListRequest & { readers: Readers },
): Promise<AwardList & { proofs: CallerProofs }> {
  const { personId, isStaff, isSupport } = caller;
  const { order, page, maxBytes, readers } = request;
  const { values: proofValues, digestCount } = toProofValues(readers.proofs);
  const values = {
    ...toJsonContext(jsonContext),
    ...proofValues,
    personId,
    offset: page.offset,
    maxBytes,
  };
  const { states, ...others } = filter;
  const form = {
    isStaff,
    isSupport,
    states,
    order,
    size: page.size,
    isFirst: page.offset === 0,
    digestCount,
  };
  const isUsual = Object.values(others).every(isUnset);
  const [row] = isUsual
    ? await selectCommonList(db, values, form)
    : (await awardListQuery(bindAll(values), { ...form, ...filter }).execute(db)).rows;
  const { total, awards, template_version, proofs } = row as AwardListRow;
  const listed = readAwardValues(awards);
  const templates = await loadTemplateJson(db, listed.map(getTemplateId), {
    version: template_version,
    viewer: caller,
    base: jsonContext.base,
  });
  if (templates === null) return readList(db, caller, filter, jsonContext, request);
  const fitting = Math.min(page.size, total - page.offset);
  const isCut = listed.length > 0 && listed.length < fitting;
  const json = writeList(listed, templates);
  json.share(readers.count);
  return { total, size: isCut ? listed.length : page.size, json, proofs };
}

function writeList(listed: readonly string[][], templates: TemplateJsonById): ReplyBuffer {
  const json = new ReplyBuffer();
  json.writeText('[');
  for (const [place, values] of listed.entries()) {
    if (place > 0) json.writeText(',');
    writeAward(values, templates.get(getTemplateId(values)) as Buffer, json);
  }
  json.writeText(']');
  return json;
}

/** The most frequent lists: an order and states, nothing else. */
const selectCommonList = compileOnce<ListQueryValues, ListQueryShape, AwardListRow>(
  (places, form) => awardListQuery(places, form),
);
