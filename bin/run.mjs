#!/usr/bin/env node
// run.mjs FILE.ts …      runs a TypeScript file of the project
// run.mjs --bin NAME …   runs a program of a package
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { ensurePackages, root, runOnOurNode } from './lib.mjs';

const [first, second, ...rest] = process.argv.slice(2);
await ensurePackages({ dev: true });
if (first === '--bin') {
  const program = realpathSync(path.join(root, 'node_modules', '.bin', second));
  runOnOurNode([program, ...rest]);
} else {
  runOnOurNode([path.join(root, first), ...(second === undefined ? [] : [second]), ...rest]);
}
