import { readFileSync } from 'node:fs';
import path from 'node:path';

const manifest = path.join(import.meta.dirname, '..', '..', 'package.json');

/** The version of this Gatehouse, from package.json. */
export const version: string = JSON.parse(readFileSync(manifest, 'utf8')).version;
