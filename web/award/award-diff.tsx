import { Paper } from '@mantine/core';
import { DetailsDiff } from '../parts/details-diff.tsx';
import type { SeenAward } from './award-query.ts';
import { fieldsOf } from './fields.ts';

/** What changed between two states of an award, on ground of its own within an alert. */
export function AwardDiff({ before, after }: { before: SeenAward; after: SeenAward }) {
  return (
    <Paper px="sm" py={4} withBorder>
      <DetailsDiff previous={fieldsOf(before.award)} next={fieldsOf(after.award)} />
    </Paper>
  );
}
