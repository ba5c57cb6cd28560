/* The limit and the quotas of a project on a resource. */

import type { ReactNode } from 'react';
import type { Machine } from '../api/types.ts';
import { formatCredits } from '../parts/credit-format.ts';
import { PropertyList } from '../parts/property-list.tsx';
import { RelativeTime } from '../parts/time-format.tsx';
import { NextTry } from './next-try.tsx';
import { formatNodeHours, formatPercent } from './node-hours.ts';

interface MachineFiguresProps {
  machine: Machine;
  /** The credits of the project, decimal text. */
  credits: string | null;
}

/** The names, the limit, the quotas and the last comparison of a project on a resource. */
export function MachineFigures({ machine, credits }: MachineFiguresProps) {
  const { limit, quotas, local_name, compared_at, next_try, last_error } = machine;
  const properties: [string, ReactNode][] = [
    ['Local name', local_name ?? ''],
    ['Granted', formatGrant(credits, limit.granted_seconds)],
    ['Machine limit', <SeenLimit key="limit" limit={limit} />],
    ...listVolumes(quotas).map((volume): [string, ReactNode] => [
      `Quota ${volume}`,
      describeQuota(quotas.wanted[volume], quotas.seen[volume]),
    ]),
    [
      'Compared',
      compared_at === null ? 'never' : <RelativeTime key="compared" time={compared_at} />,
    ],
  ];
  if (next_try !== null && last_error === null) {
    properties.push(['Next check', <NextTry key="next" time={next_try} />]);
  }
  return <PropertyList properties={properties} />;
}

function formatGrant(credits: string | null, seconds: number): string {
  const hours = formatNodeHours(seconds);
  return credits === null ? hours : `${formatCredits(credits)} credits, ${hours}`;
}

function SeenLimit({ limit }: { limit: Machine['limit'] }) {
  const { granted_seconds: granted, seen_seconds: seen, seen_at } = limit;
  if (seen === null) return 'not read yet';
  const percent = formatPercent(seen, granted);
  return (
    <>
      {formatNodeHours(seen)}
      {percent !== '' && `, ${percent} of the grant`}
      {seen_at !== null && (
        <>
          , read <RelativeTime time={seen_at} />
        </>
      )}
    </>
  );
}

const listVolumes = ({ wanted, seen }: Machine['quotas']): string[] =>
  [...new Set([...Object.keys(wanted), ...Object.keys(seen)])].sort();

function describeQuota(wanted: string | undefined, seen: string | undefined): string {
  if (wanted === undefined) return `${seen}, set there`;
  if (seen === undefined) return `${wanted}, not set yet`;
  return wanted === seen ? wanted : `${wanted}; ${seen} there`;
}
