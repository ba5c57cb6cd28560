/* The JSON of templates as awards show it. */

import { LRUCache } from 'lru-cache';
import { type BaseUrl, templateUrl } from '../http/resource-urls.ts';
import { toTemplateJson } from '../templates/template-json.ts';
import { parseTemplateRows } from '../templates/template-rows-sql.ts';

/** By id, the bytes of a template's URL and data in an award. */
export type TemplateJsonById = ReadonlyMap<string, Buffer>;

/** How many texts the JSON is kept for: a site has few templates, and each page of the list shows them. */
const MAX_TEXTS = 50;
const remembered = new LRUCache<string, TemplateJsonById>({ max: MAX_TEXTS });

/**
 * Writes the templates of the text of `templateRowsColumn`. What is remembered is found by the whole
 * text, which PostgreSQL has just read from their rows, so it cannot be older than these.
 */
export function writeTemplates(rowsText: string, base: BaseUrl): TemplateJsonById {
  const key = `${base}\n${rowsText}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const written = new Map(
    parseTemplateRows(rowsText).map((row) => {
      const url = JSON.stringify(templateUrl(base, row.uuid));
      const data = JSON.stringify(toTemplateJson(row, base));
      return [String(row.id), Buffer.from(`${url},"project_template_data":${data}`)];
    }),
  );
  remembered.set(key, written);
  return written;
}
