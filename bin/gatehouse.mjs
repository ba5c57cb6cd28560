#!/usr/bin/env node
import path from 'node:path';
import { ensurePackages, root, runOnOurNode } from './lib.mjs';

await ensurePackages({ dev: false });
runOnOurNode([path.join(root, 'src', 'main.ts'), ...process.argv.slice(2)]);
