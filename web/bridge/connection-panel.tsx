import { Badge } from '@mantine/core';
import type { BridgeStatus } from '../api/types.ts';
import { PropertyList } from '../parts/property-list.tsx';
import { maxClockSkewSeconds } from './bridge-advice.ts';
import { Panel } from './panel.tsx';
import { formatClockSkew } from './status-labels.ts';

/** Who talks to whom, and how. */
export function ConnectionPanel({ status }: { status: BridgeStatus }) {
  const { bridge, portal, url, signature_version: version, clock_skew_seconds: skew } = status;
  const rest =
    bridge === 'no bridge'
      ? []
      : ([
          ['Address', url],
          ['Signature', version === null ? 'Not agreed yet' : `Version ${version}`],
          ['Its clock', <ClockSkew key="skew" seconds={skew} />],
        ] as const);
  return (
    <Panel title="Connection">
      <PropertyList properties={[['Our portal', portal], ...rest]} />
    </Panel>
  );
}

function ClockSkew({ seconds }: { seconds: number | null }) {
  const words = seconds === 0 ? 'As ours' : formatClockSkew(seconds);
  if (seconds === null || Math.abs(seconds) <= maxClockSkewSeconds) return words;
  return (
    <Badge color="red" variant="light" tt="none">
      {words}
    </Badge>
  );
}
