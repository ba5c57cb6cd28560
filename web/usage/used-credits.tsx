/* What the projects of a list used, loaded for all of them with one request. */

import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import type { AccountingSummary } from '../api/types.ts';
import { describeUsed } from './describe-credits.ts';
import { usedCreditsQuery } from './usage-queries.ts';

/** Credits as decimal text, and node seconds. */
type ProjectUse = Pick<AccountingSummary, 'total_spend' | 'used_seconds'>;

const UsedCreditsContext = createContext<ReadonlyMap<string, ProjectUse>>(new Map());

interface UsedCreditsProviderProps {
  /** UUIDs of the projects in the list. */
  uuids: readonly string[];
  children: ReactNode;
}

/** Loads what projects used, for `UsedShare` below it. */
export function UsedCreditsProvider({ uuids, children }: UsedCreditsProviderProps) {
  const used = useQuery(usedCreditsQuery([...new Set(uuids)].sort())).data;
  return <UsedCreditsContext value={used ?? new Map()}>{children}</UsedCreditsContext>;
}

/** `120 of 500 credits used, 24 %, 120 node hours`; nothing of a project that used nothing. */
export function UsedShare({ uuid, credits }: { uuid: string; credits: string | null }) {
  const used = useContext(UsedCreditsContext).get(uuid);
  if (used === undefined || used.used_seconds === 0 || credits === null) return null;
  return (
    <div className="small">
      {describeUsed({ granted: credits, used: used.total_spend }, used.used_seconds)}
    </div>
  );
}
