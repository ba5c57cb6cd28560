import { Badge } from '@mantine/core';
import type { BridgeStatus } from '../api/types.ts';
import { Facts } from '../parts/facts.tsx';
import { skewToWarnOf } from './advice.ts';
import { Panel } from './panel.tsx';
import { skewInWords } from './words.ts';

/** Who talks to whom, and how. */
export function Connection({ status }: { status: BridgeStatus }) {
  const { bridge, portal, url, signature_version: version, clock_skew_seconds: skew } = status;
  const rest =
    bridge === 'no bridge'
      ? []
      : ([
          ['Address', url],
          ['Signature', version === null ? 'Not agreed yet' : `Version ${version}`],
          ['Its clock', <Skew key="skew" seconds={skew} />],
        ] as const);
  return (
    <Panel title="Connection">
      <Facts facts={[['Our portal', portal], ...rest]} />
    </Panel>
  );
}

function Skew({ seconds }: { seconds: number | null }) {
  const words = seconds === 0 ? 'As ours' : skewInWords(seconds);
  if (seconds === null || Math.abs(seconds) <= skewToWarnOf) return words;
  return (
    <Badge color="red" variant="light" tt="none">
      {words}
    </Badge>
  );
}
