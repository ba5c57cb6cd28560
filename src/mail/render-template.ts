/* Fills the texts and layouts of mails, which are compiled once. */

import type { TemplateDelegate } from 'handlebars';
import { LRUCache } from 'lru-cache';
import { getHandlebars } from './handlebars.ts';

const compiled = new LRUCache<string, TemplateDelegate>({ max: 2000 });

function compileTemplate(text: string, form: 'text' | 'html'): TemplateDelegate {
  const key = `${form} ${text}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const template = getHandlebars().compile(text, { strict: true, noEscape: form === 'text' });
  compiled.set(key, template);
  return template;
}

/** Fills a Handlebars template with values, as they are. Throws where it names one that is not there. */
export function renderText(text: string, values: object): string {
  return compileTemplate(text, 'text')(values);
}

/** The same, with every value escaped. */
export function renderHtml(text: string, values: object): string {
  return compileTemplate(text, 'html')(values);
}
