import { Paper } from '@mantine/core';
import { DetailsDiff } from '../parts/details-diff.tsx';
import type { AwardVersion } from './award-queries.ts';
import { toDisplayFields } from './award-display-fields.ts';

/** What changed between two versions of an award, on its own background inside an alert. */
export function AwardDiff({ before, after }: { before: AwardVersion; after: AwardVersion }) {
  return (
    <Paper px="sm" py={4} withBorder>
      <DetailsDiff previous={toDisplayFields(before.award)} next={toDisplayFields(after.award)} />
    </Paper>
  );
}
