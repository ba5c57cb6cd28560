import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { createDatabase } from '../../src/database/connection-pool.ts';
import { createServer } from '../../src/server.ts';

/*
 * Generates the types of the REST interface from the OpenAPI document of the service's routes:
 * `npm run generate` writes schema.gen.ts, `--check` exits 1 where that file is stale.
 */
const outputFile = path.join(import.meta.dirname, 'schema.gen.ts');
const fileHeader = '// Generated from the OpenAPI document by `npm run generate`. Do not edit.\n\n';

/** Returns the text that schema.gen.ts should have. */
export async function generateTypes(): Promise<string> {
  const server = await createServer({
    // Never connected to: the document needs the routes alone.
    db: createDatabase('postgres://nobody@127.0.0.1:1/none'),
    clock: () => new Date(),
    portal: () => '',
    bridge: null,
    publicUrl: null,
    log: false,
  });
  try {
    const document = structuredClone(server.swagger()) as unknown as OpenAPI3;
    typeFiltersAsText(document);
    return fileHeader + astToString(await openapiTS(document));
  } finally {
    await server.close();
  }
}

const orderAsText = { type: 'string' };

interface QueryParameter {
  name?: string;
  in?: string;
  schema?: { type?: string; enum?: unknown; items?: { enum?: unknown } };
}

/**
 * The pages keep filters and the order of a list in their URL as texts, the order as one, `name` or
 * `-name`. They send them as they are; the service refuses an unknown word.
 */
function typeFiltersAsText({ paths = {} }: OpenAPI3): void {
  for (const operations of Object.values(paths)) {
    for (const { parameters = [] } of Object.values(operations) as {
      parameters?: QueryParameter[];
    }[]) {
      for (const parameter of parameters.filter((one) => one.in === 'query')) {
        if (parameter.name === 'o') parameter.schema = orderAsText;
        delete parameter.schema?.enum;
        delete parameter.schema?.items?.enum;
      }
    }
  }
}

/** Returns the text that schema.gen.ts has. */
export function readStoredTypes(): string {
  return readFileSync(outputFile, 'utf8');
}

if (import.meta.main) {
  const types = await generateTypes();
  if (!process.argv.includes('--check')) writeFileSync(outputFile, types);
  else if (types !== readStoredTypes()) {
    console.error('web/api/schema.gen.ts is stale: run npm run generate.');
    process.exitCode = 1;
  }
}
