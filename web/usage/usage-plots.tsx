/* Plots of what a project used and stored. */

import { Stack } from '@mantine/core';
import type { ProjectUsage } from '../api/types.ts';
import { CumulativeUsePlot } from './cumulative-use-plot.tsx';
import { DailyUsePlot } from './daily-use-plot.tsx';
import { StoragePlot } from './storage-plot.tsx';

/** Daily use by person, cumulative use against the grant, and storage by volume. */
export function UsagePlots({ usage }: { usage: ProjectUsage }) {
  return (
    <Stack>
      <DailyUsePlot usage={usage} />
      <CumulativeUsePlot usage={usage} />
      <StoragePlot usage={usage} />
    </Stack>
  );
}
