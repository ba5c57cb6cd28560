import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { type Readable, pipeline } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import tar from 'tar-stream';
import { StartError } from '../errors/start-error.ts';
import { ageMagic, decryptStream } from './backup-encryption.ts';
import {
  type BackupEnd,
  type BackupManifest,
  endName,
  manifestName,
  parseEnd,
  parseManifest,
  type TableLayout,
} from './backup-manifest.ts';

const MAX_ENTRY_BYTES = 16 * 1024 * 1024;

/** What a backup consists of, in this order: the manifest, rows table by table, the end. */
export type BackupPart =
  | { kind: 'manifest'; manifest: BackupManifest }
  | { kind: 'rows'; table: TableLayout; rows: Buffer }
  | { kind: 'end'; manifest: BackupManifest; end: BackupEnd };

/**
 * Reads a backup and checks its order and checksums. `identities`: secret keys of age, for an
 * encrypted one. Throws StartError where the file is missing, damaged, cut short, or needs a key.
 */
export async function* readBackup(
  file: string,
  identities: readonly string[],
): AsyncGenerator<BackupPart, void, undefined> {
  const source = await openArchive(file, identities);
  const extract = tar.extract();
  const piped = pipeline(source, createGunzip(), extract, () => undefined);
  const reader = new PartReader();
  try {
    for await (const entry of extract) {
      if ((entry.header.size ?? 0) > MAX_ENTRY_BYTES) throw damaged('an entry is too large');
      yield reader.read(entry.header.name, await buffer(entry));
    }
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw damaged((error as Error).message);
  } finally {
    piped.destroy();
    source.destroy();
  }
  reader.checkComplete();
}

/** Reads a whole backup and checks it. Returns its manifest and end. Throws as readBackup does. */
export async function verifyBackup(
  file: string,
  identities: readonly string[],
): Promise<{ manifest: BackupManifest; end: BackupEnd }> {
  for await (const part of readBackup(file, identities)) {
    if (part.kind === 'end') return { manifest: part.manifest, end: part.end };
  }
  throw damaged('its end is missing');
}

async function openArchive(file: string, identities: readonly string[]): Promise<Readable> {
  const magic = await readMagic(file);
  if (magic.equals(ageMagic)) {
    if (identities.length === 0) {
      throw new StartError(
        'The backup is encrypted: name the file of the secret key (--key-file).',
      );
    }
    return decryptStream(createReadStream(file), identities);
  }
  if (magic[0] !== 0x1f || magic[1] !== 0x8b) throw new StartError(`${file} is not a backup.`);
  return createReadStream(file);
}

async function readMagic(file: string): Promise<Buffer> {
  try {
    await using handle = await open(file);
    const { buffer: content, bytesRead } = await handle.read(Buffer.alloc(ageMagic.length));
    return content.subarray(0, bytesRead);
  } catch (error) {
    throw new StartError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

/** Turns the entries of an archive into parts. */
class PartReader {
  #manifest: BackupManifest | null = null;
  #isComplete = false;
  readonly #hashes = new Map<string, Hash>();

  read(name: string, content: Buffer): BackupPart {
    if (this.#isComplete) throw damaged(`${name} follows its end`);
    if (this.#manifest === null) {
      if (name !== manifestName) throw damaged(`it begins with ${name}`);
      this.#manifest = parseManifest(content);
      return { kind: 'manifest', manifest: this.#manifest };
    }
    if (name === endName) return this.#readEnd(this.#manifest, content);
    const [, tableName] = /^tables\/([a-z0-9_]+)\/\d{8}$/.exec(name) ?? [];
    const table = this.#manifest.tables.find((known) => known.name === tableName);
    if (table === undefined) throw damaged(`${name} is unknown`);
    const hash = this.#hashes.get(table.name) ?? createHash('sha256');
    this.#hashes.set(table.name, hash.update(content));
    return { kind: 'rows', table, rows: content };
  }

  checkComplete(): void {
    if (!this.#isComplete) throw damaged('its end is missing');
  }

  #readEnd(manifest: BackupManifest, content: Buffer): BackupPart {
    const end = parseEnd(content);
    for (const { name } of manifest.tables) {
      const hash = (this.#hashes.get(name) ?? createHash('sha256')).digest('hex');
      if (end.tables[name]?.sha256 !== hash) throw damaged(`the rows of ${name} were changed`);
    }
    this.#isComplete = true;
    return { kind: 'end', manifest, end };
  }
}

function damaged(what: string): StartError {
  return new StartError(`The backup is damaged: ${what}.`);
}
