#!/usr/bin/env node
// run.mjs FILE.ts …      runs a TypeScript file of the project
// run.mjs --bin NAME …   runs a program of a package
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { runOnOurNode } from './bootstrap.mjs';
import { ensureInstallation } from './ensure-installation.mjs';
import { root } from './packages.mjs';

const args = process.argv.slice(2);
const needsPages = args[0] === '--pages';
const [first, second, ...rest] = needsPages ? args.slice(1) : args;
await ensureInstallation({ dev: true, pages: needsPages });
if (first === '--bin') {
  const program = realpathSync(path.join(root, 'node_modules', '.bin', second));
  runOnOurNode([program, ...rest]);
} else {
  runOnOurNode([path.join(root, first), ...(second === undefined ? [] : [second]), ...rest]);
}
