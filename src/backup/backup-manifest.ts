import * as v from 'valibot';
import { StartError } from '../errors/start-error.ts';

/*
 * A backup is a tar archive, compressed with gzip and perhaps encrypted with age, so that standard
 * programs read it too: `manifest.json`, then `tables/<table>/<number>` with the rows of each table
 * in PostgreSQL's text form of COPY, then `end.json`.
 */

/** Raised when a file of an older program could not read what a newer one writes. */
export const BACKUP_FORMAT = 1;

export const manifestName = 'manifest.json';
export const endName = 'end.json';

const name = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,62}$/));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const tableSchema = v.object({
  name,
  /** Those that are stored, in the order of their values in a row; generated ones are left out. */
  columns: v.array(name),
});

const sequenceSchema = v.object({
  table: name,
  column: name,
  /** The last number that was given out; null: none yet. */
  last: v.nullable(v.pipe(v.string(), v.regex(/^\d{1,19}$/))),
});

const manifestSchema = v.object({
  format: v.literal(BACKUP_FORMAT),
  /** The version of Gatehouse that wrote it. */
  gatehouse: v.string(),
  /** An ISO time: what the backup shows is what was committed then. */
  created: v.pipe(v.string(), v.isoTimestamp()),
  /** The version of PostgreSQL that it was read from. */
  postgres: v.string(),
  /** The layout: the names of the migrations that had been applied, in their order. */
  migrations: v.pipe(v.array(v.string()), v.minLength(1)),
  tables: v.array(tableSchema),
  sequences: v.array(sequenceSchema),
});

const endSchema = v.object({
  tables: v.record(
    name,
    v.object({ rows: count, sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) }),
  ),
});

export type TableLayout = v.InferOutput<typeof tableSchema>;
export type SequenceState = v.InferOutput<typeof sequenceSchema>;
export type BackupManifest = v.InferOutput<typeof manifestSchema>;
/** For each table the number of its rows and the SHA-256 of their bytes. */
export type BackupEnd = v.InferOutput<typeof endSchema>;

/** Reads `manifest.json`. Throws StartError for another format or what is no manifest. */
export function parseManifest(content: Buffer): BackupManifest {
  const json = parseJson(content, manifestName);
  const format = v.safeParse(v.object({ format: v.number() }), json);
  if (format.success && format.output.format > BACKUP_FORMAT) {
    throw new StartError('The backup was written by a newer Gatehouse: restore it with that one.');
  }
  return parse(manifestSchema, json, manifestName);
}

/** Reads `end.json`. Throws StartError. */
export function parseEnd(content: Buffer): BackupEnd {
  return parse(endSchema, parseJson(content, endName), endName);
}

function parseJson(content: Buffer, entry: string): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch {
    throw new StartError(`The backup is damaged: ${entry} is not JSON.`);
  }
}

function parse<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  entry: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const where = v.getDotPath(result.issues[0]);
  throw new StartError(
    `The backup is damaged: ${entry} has a bad value${where ? ` at ${where}` : ''}.`,
  );
}
