import { Badge } from '@mantine/core';
import type { BridgeStatus } from '../api/types.ts';
import { PropertyList } from '../parts/property-list.tsx';
import { SiteTime } from '../parts/time-format.tsx';
import { maxClockSkewSeconds } from './bridge-advice.ts';
import { Panel } from './status-panel.tsx';
import { formatClockSkew } from './status-labels.ts';

/** Our portal's name, and the URL, signature version and clock of the bridge. */
export function ConnectionPanel({ status }: { status: BridgeStatus }) {
  const { bridge, portal, url, signature_version: version, clock_skew_seconds: skew } = status;
  const bridgeProperties =
    bridge === 'no bridge'
      ? []
      : ([
          ['URL', url],
          ['Signature', version === null ? 'Not negotiated yet' : `Version ${version}`],
          ['Bridge’s clock', <ClockSkew key="skew" seconds={skew} />],
          ['Last restart', <LastRestart key="restart" status={status} />],
        ] as const);
  return (
    <Panel title="Connection">
      <PropertyList properties={[['Our portal', portal], ...bridgeProperties]} />
    </Panel>
  );
}

/** When the bridge was last restarted, and whether it has the offerings again, which it forgets then. */
function LastRestart({ status }: { status: BridgeStatus }) {
  const { restarted_at: restartedAt, offerings_sent_again_at: sentAgainAt } = status;
  if (restartedAt === null) return 'None noticed';
  return (
    <>
      Restarted at <SiteTime time={restartedAt} />,{' '}
      {sentAgainAt === null ? (
        'offerings not sent again yet'
      ) : (
        <>
          offerings sent again at <SiteTime time={sentAgainAt} />
        </>
      )}
    </>
  );
}

function ClockSkew({ seconds }: { seconds: number | null }) {
  const text = formatClockSkew(seconds);
  if (seconds === null || Math.abs(seconds) <= maxClockSkewSeconds) return text;
  return (
    <Badge color="red" variant="light">
      {text}
    </Badge>
  );
}
