import { Alert, Code } from '@mantine/core';
import { IconPlugConnected, IconPlugConnectedX, IconPlugOff } from '@tabler/icons-react';
import type { BridgeStatus } from '../api/types.ts';
import { RelativeTime } from '../parts/time-format.tsx';
import { NoBridgeAlert } from './no-bridge-alert.tsx';

/** Whether a bridge is connected and answers. */
export function ReachabilityAlert({ status }: { status: BridgeStatus }) {
  const { bridge, url, reachable_since, unreachable_since } = status;
  if (bridge === 'no bridge') return <NoBridgeAlert />;
  if (bridge === 'reachable') {
    return (
      <Alert color="green" icon={<IconPlugConnected />} title="The bridge is reachable">
        {url} answers
        <Since time={reachable_since} />.
      </Alert>
    );
  }
  if (bridge === 'unreachable') {
    return (
      <Alert
        color="red"
        icon={<IconPlugConnectedX />}
        title="The bridge is unreachable"
        role="alert"
      >
        {url} does not answer or rejects our signatures
        <Since time={unreachable_since} />. Check that op-bridge is running, that this machine can
        reach the URL, and that <Code>OPENPORTAL_CONFIG</Code> names the newest invite file of the
        bridge, as <Code>op-bridge bridge --config FILE</Code> writes it. Nothing is lost:
        unanswered jobs are delivered again, and waiting notifications are sent later.
      </Alert>
    );
  }
  return (
    <Alert color="gray" icon={<IconPlugOff />} title="The bridge has not been contacted yet">
      {url} will be contacted within seconds.
    </Alert>
  );
}

function Since({ time }: { time: string | null }) {
  if (time === null) return null;
  return (
    <>
      , since <RelativeTime time={time} />
    </>
  );
}
