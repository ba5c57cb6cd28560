#!/usr/bin/env node
import path from 'node:path';
import { runOnOurNode, serviceFlags } from './bootstrap.mjs';
import { ensurePackages, root } from './packages.mjs';
import { ensurePages } from './pages.mjs';
import { superviseService } from './supervise.mjs';

await ensurePackages({ dev: false });
const args = [...serviceFlags, path.join(root, 'src', 'main.ts'), ...process.argv.slice(2)];
if (process.argv[2] === 'serve' && !process.argv.includes('--help')) {
  await ensurePages();
  superviseService(args);
} else runOnOurNode(args);
