/*
 * Stands for `temporal-polyfill` in the pages (see web/vite.config.ts): the browser's own Temporal;
 * the package is loaded only where the browser has none.
 */
import type { Temporal as TemporalApi } from 'temporal-polyfill';

const { Temporal: own } = globalThis as { Temporal?: typeof TemporalApi };

export const Temporal = own ?? (await import('temporal-polyfill/implementation')).Temporal;
