import { Badge } from '@mantine/core';
import type { Award } from '../api/types.ts';
import { StateBadge } from '../parts/state-badge.tsx';
import { formatMoment } from '../parts/time.tsx';
import { embargoOf } from './awards.ts';

interface MarksProps {
  award: Award;
  isStale: boolean;
  isGone: boolean;
  /** Also where it is the one that the tab says. */
  alwaysState?: boolean;
}

/** What sets an award apart in its list: another state than the others', an embargo, or its end. */
export function Marks({ award, isStale, isGone, alwaysState = false }: MarksProps) {
  const embargo = embargoOf(award);
  return (
    <>
      {isGone && (
        <Badge size="sm" color="gray" variant="light" tt="none">
          Deleted
        </Badge>
      )}
      {(isStale || alwaysState) && !isGone && <StateBadge state={award.state} />}
      {embargo !== null && (
        <Badge size="sm" color="violet" variant="light" tt="none">
          Not before {formatMoment(embargo)}
        </Badge>
      )}
    </>
  );
}
