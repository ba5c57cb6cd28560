import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

const BLOCK = 512;
const unzip = promisify(gunzip);

/**
 * Writes the files of a package (the bytes of its .tgz) for which `wants(name)` holds below a folder.
 * Names are relative to the package. As with npm, links are left out. Throws if the archive cannot be
 * read or names a file outside the folder.
 */
export async function unpackPackage(archive, folder, wants) {
  const made = new Set();
  for (const { name, mode, content } of readEntries(await unzip(archive))) {
    const file = path.join(folder, name);
    if (!file.startsWith(folder + path.sep)) throw new Error(`It names a file outside: ${name}`);
    if (!wants(name)) continue;
    const parent = path.dirname(file);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    writeFileSync(file, content, { mode: mode & 0o111 ? 0o755 : 0o644 });
  }
}

/** The regular files of a tar archive (ustar, pax, GNU), without the first folder of their names. */
function* readEntries(tar) {
  let longName = null;
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const header = tar.subarray(at, at + BLOCK);
    const size = readOctal(header, 124, 136);
    const content = tar.subarray(at + BLOCK, at + BLOCK + size);
    if (content.length < size) throw new Error('The archive is cut off.');
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    const type = String.fromCharCode(header[156]);
    if (type === 'x') longName = readPaxPath(content) ?? longName;
    else if (type === 'L') longName = readText(content, 0, size);
    else if (type !== 'g') {
      const name = longName ?? readName(header);
      longName = null;
      if (type !== '0' && type !== '\0') continue;
      const inPackage = name.slice(name.indexOf('/') + 1);
      yield { name: inPackage, mode: readOctal(header, 100, 108), content };
    }
  }
}

function readName(header) {
  const isUstar = header.subarray(257, 262).toString() === 'ustar';
  const prefix = isUstar ? readText(header, 345, 500) : '';
  return (prefix === '' ? '' : `${prefix}/`) + readText(header, 0, 100);
}

/** The path among the records ("length key=value\n") of a pax header, or null. */
function readPaxPath(records) {
  for (let at = 0; at < records.length; ) {
    const length = Number.parseInt(records.subarray(at, at + 20).toString(), 10);
    if (!(length > 0)) throw new Error('The archive has an unreadable header.');
    const record = records.subarray(at, at + length).toString();
    const [, value] = /^\d+ path=(.*)\n$/s.exec(record) ?? [];
    if (value !== undefined) return value;
    at += length;
  }
  return null;
}

function readText(bytes, from, to) {
  const end = bytes.indexOf(0, from);
  return bytes.subarray(from, end === -1 || end > to ? to : end).toString();
}

function readOctal(header, from, to) {
  const value = Number.parseInt(readText(header, from, to).trim() || '0', 8);
  if (Number.isNaN(value)) throw new Error('The archive has an unreadable header.');
  return value;
}
