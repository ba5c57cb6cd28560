/* What the projects of a list used, loaded for all of them with one request. */

import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import type { AccountingSummary } from '../api/types.ts';
import { describeUsed } from './describe-credits.ts';
import { usedCreditsQuery } from './usage-queries.ts';

/** Credits as decimal text, and node seconds. */
type ProjectUse = Pick<
  AccountingSummary,
  'total_spend' | 'used_seconds' | 'granted_seconds' | 'resources'
>;

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

/** What is left of the credits and what was used; nothing of a project on no machine. */
export function UsedShare({ uuid, credits }: { uuid: string; credits: string | null }) {
  const used = useContext(UsedCreditsContext).get(uuid);
  if (used === undefined || used.resources === 0 || credits === null) return null;
  const { total_spend, used_seconds, granted_seconds } = used;
  const text = describeUsed(
    { granted: credits, used: total_spend },
    { granted: granted_seconds, used: used_seconds },
  );
  return (
    <div className="small" title={text}>
      {text}
    </div>
  );
}
