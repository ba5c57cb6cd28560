/*
 * What the pages and their libraries import as `react` and `react-dom` (vite.config.ts): Preact,
 * which has a tenth of React's size, and what it lacks. Types are still those of React.
 */
import type { ComponentChildren } from 'preact';
import { createElement } from 'preact/compat';

// @ts-expect-error its types say `export =`, its modules do not.
export * from 'preact/compat';
export { default } from 'preact/compat';
export { createRoot } from 'preact/compat/client';

interface ActivityProps {
  mode?: 'visible' | 'hidden';
  children: ComponentChildren;
}

/**
 * React's Activity: children that keep their state while they are hidden. Here their effects go on
 * meanwhile, and an element stands around them.
 */
export function Activity({ mode, children }: ActivityProps) {
  const style = { display: mode === 'hidden' ? 'none' : 'contents' };
  return createElement('div', { style }, children);
}
