import { createRequire } from 'node:module';
import type Handlebars from 'handlebars';

const require = createRequire(import.meta.url);

/** Handlebars, loaded when it is first needed: a site without mail starts without it. */
export function getHandlebars(): typeof Handlebars {
  return require('handlebars');
}
