import { useMediaQuery } from '@mantine/hooks';

/** Whether the window is a phone's: no room for a table. Known at the first look, so that nothing jumps. */
export function useIsNarrow(): boolean {
  return useMediaQuery('(max-width: 36em)', false, { getInitialValueInEffect: false });
}
