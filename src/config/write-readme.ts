import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { updateSettingsTable } from './settings-table.ts';

/* Part of `npm run generate`: writes the settings table of the README. */
const readme = path.join(import.meta.dirname, '..', '..', 'README.md');
writeFileSync(readme, updateSettingsTable(readFileSync(readme, 'utf8')));
