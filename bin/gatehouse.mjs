#!/usr/bin/env node
import path from 'node:path';
import { runOnOurNode, serviceFlags } from './bootstrap.mjs';
import { ensureInstallation } from './ensure-installation.mjs';
import { root } from './packages.mjs';
import { superviseService } from './supervise.mjs';

const serves = process.argv[2] === 'serve' && !process.argv.includes('--help');
await ensureInstallation({ dev: false, pages: serves });
const args = [...serviceFlags, path.join(root, 'src', 'main.ts'), ...process.argv.slice(2)];
if (serves) superviseService(args);
else runOnOurNode(args);
