import { useMediaQuery } from '@mantine/hooks';

/**
 * Whether the window is a phone's, or as narrow as is said: no room for a table. Known at the
 * first look, so that nothing jumps.
 */
export function useIsNarrow(atMost = '36em'): boolean {
  return useMediaQuery(`(max-width: ${atMost})`, false, { getInitialValueInEffect: false });
}
