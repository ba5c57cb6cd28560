import { Paper } from '@mantine/core';
import { ChangesTable } from '../changes/changes-table.tsx';
import type { AwardVersion } from './award-queries.ts';
import { compareSnapshots, takeSnapshot } from './award-snapshot.ts';

/** What changed between two versions of an award, on its own background inside an alert. */
export function AwardDiff({ before, after }: { before: AwardVersion; after: AwardVersion }) {
  const changes = compareSnapshots(takeSnapshot(before.award), takeSnapshot(after.award));
  return (
    <Paper px="sm" py={4} withBorder>
      <ChangesTable changes={changes} hasBefore hasAfter />
    </Paper>
  );
}
