import { useMediaQuery } from '@mantine/hooks';

/**
 * Whether the window is too narrow for a table: a phone's, or `maxWidth` at most. Known at the first
 * render, so that the layout does not jump.
 */
export function useIsNarrow(maxWidth = '36em'): boolean {
  return useMediaQuery(`(max-width: ${maxWidth})`, false, { getInitialValueInEffect: false });
}
