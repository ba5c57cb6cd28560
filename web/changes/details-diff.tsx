import type { PastAwardDetails } from '../api/types.ts';
import { ChangesTable } from './changes-table.tsx';
import { compareDetails } from './compare-details.ts';

interface DetailsDiffProps {
  /** null: there was nothing before, so that one column shows the new values. */
  previous: PastAwardDetails | null;
  /** null: nothing is left, so that one column shows the former values. */
  next: PastAwardDetails | null;
}

/** What changed between two states of an award's details. */
export function DetailsDiff({ previous, next }: DetailsDiffProps) {
  return (
    <ChangesTable
      changes={compareDetails(previous, next)}
      hasBefore={previous !== null}
      hasAfter={next !== null}
    />
  );
}
