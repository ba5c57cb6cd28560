import { type Kysely, sql } from 'kysely';

/** Stores what an import from Waldur has copied so far, and what it has made of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // A list of Waldur's interface that is being copied. next_page is null once it is complete.
  `create table waldur_list (
    source text not null,
    list text not null,
    next_page text,
    begun timestamptz not null,
    primary key (source, list)
  )`,
  // What was copied, until the import has ended. JSON as text: jsonb refuses some strings.
  `create table waldur_item (
    source text not null,
    kind text not null,
    key text not null,
    list text not null,
    content text not null,
    position bigint generated always as identity,
    primary key (source, kind, key)
  )`,
  `create index waldur_item_position on waldur_item (source, kind, position)`,
  `create index waldur_item_list on waldur_item (source, list)`,

  // What an import made. digest: of the values that it took from Waldur, so that the next import sees
  // what changed there. local_uuid: of the row here, where that is not the key. version: of an award,
  // so that the next import sees whether somebody has decided about it here.
  `create table waldur_import (
    source text not null,
    kind text not null,
    key text not null,
    digest text not null,
    local_uuid uuid,
    version integer,
    primary key (source, kind, key)
  )`,
];
