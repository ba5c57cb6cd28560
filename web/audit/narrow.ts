import { useMediaQuery } from '@mantine/hooks';

/** Whether the window is a phone's, where a table of six columns cannot be read. */
export const useIsNarrow = (): boolean =>
  useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
