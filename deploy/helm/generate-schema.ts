import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { valuesSchema } from './values-schema.ts';

/* Part of `npm run generate`: writes values.schema.json of the chart. */
const file = path.join(import.meta.dirname, 'gatehouse', 'values.schema.json');
writeFileSync(file, `${JSON.stringify(valuesSchema, null, 2)}\n`);
