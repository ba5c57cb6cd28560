import { List, Text } from '@mantine/core';
import type { BridgeStatus } from '../api/types.ts';
import { RelativeTime } from '../parts/time-format.tsx';
import { formatChannel, formatDuration } from './status-labels.ts';

type Channel = BridgeStatus['outbox']['channels'][number];

/** The channels of the outbox in which entries wait, each with the reason; nothing where none do. */
export function ChannelList({ channels }: { channels: readonly Channel[] }) {
  const waiting = channels.filter((channel) => channel.waiting > 0);
  if (waiting.length === 0) return null;
  return (
    <List
      size="sm"
      spacing="xs"
      aria-label="What waits in the outbox"
      styles={{ itemWrapper: wide }}
    >
      {waiting.map((channel) => (
        <List.Item key={channel.channel} style={{ overflowWrap: 'anywhere' }}>
          <b>{formatChannel(channel.channel)}</b>: {describeWaiting(channel)}{' '}
          <WaitingCause channel={channel} />
        </List.Item>
      ))}
    </List>
  );
}

const wide = { display: 'block' };

function describeWaiting({ waiting, oldest_seconds: oldest, refused }: Channel): string {
  const count = `${waiting.toLocaleString('en')} ${waiting === 1 ? 'entry waits' : 'entries wait'}`;
  const age = oldest === null ? '' : `, the oldest for ${formatDuration(oldest)}`;
  const retried = refused === 0 ? '' : `; ${refused.toLocaleString('en')} refused, will be retried`;
  return `${count}${age}${retried}.`;
}

/** Why the entries of a channel wait. */
function WaitingCause({ channel }: { channel: Channel }) {
  const { is_configured: isConfigured, attempts, next_attempt: next, last_error: error } = channel;
  if (!isConfigured) return 'This channel is not configured here; its entries wait until it is.';
  if (attempts === 0 && error === null) return 'They are being sent.';
  return (
    <>
      {attempts > 0 && `${attempts} failed ${attempts === 1 ? 'attempt' : 'attempts'} in a row`}
      {attempts > 0 && next !== null && (
        <>
          , next attempt <RelativeTime time={next} />
        </>
      )}
      {attempts > 0 && '.'}
      {error !== null && (
        <Text span display="block" size="sm">
          Last error <RelativeTime time={error.at} />: {error.message}
        </Text>
      )}
    </>
  );
}
