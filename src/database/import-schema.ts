import type { ColumnType, GeneratedAlways } from 'kysely';
import type { Nullable, Timestamp } from './column-types.ts';

/** The tables of imports from Waldur (migration 0030), as `schema.ts` describes the others. */
export interface ImportTables {
  waldur_list: WaldurListTable;
  waldur_item: WaldurItemTable;
  waldur_import: WaldurImportTable;
}

/** A list of Waldur's interface that is being copied. */
interface WaldurListTable {
  /** The URL of the Waldur. */
  source: string;
  list: string;
  /** null: the list is complete. */
  next_page: string | null;
  begun: Timestamp;
}

/** What was copied of a list, until the import has ended. */
interface WaldurItemTable {
  source: string;
  kind: string;
  key: string;
  list: string;
  /** JSON. */
  content: ColumnType<string, string, string>;
  position: GeneratedAlways<number>;
}

/** What an import made. */
interface WaldurImportTable {
  source: string;
  kind: string;
  key: string;
  /** Of the values that were taken from Waldur. */
  digest: string;
  /** The UUID of the row here, where that is not the key. */
  local_uuid: Nullable<string>;
  /** The version of an award after its import. */
  version: Nullable<number>;
}
