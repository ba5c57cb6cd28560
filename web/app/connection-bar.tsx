import './connection-bar.css';
import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useRouterState } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { getConnectionState, subscribeToConnection } from '../api/connection-state.ts';

/** A restart of the service, or the end of a stream after five minutes, is over by then. */
const patienceMs = 3000;

/** Says when there is no connection or no live news, and that a page waits for the network. */
export function ConnectionBar() {
  const { isOnline, isLive, isWaitingForCode } = useSyncExternalStore(
    subscribeToConnection,
    getConnectionState,
  );
  const [wasStopped] = useDebouncedValue(isLive === false, patienceMs);
  const isOpening = useRouterState({ select: ({ status }) => status === 'pending' });
  const isStopped = wasStopped && isLive === false;
  const messages = [
    ...(isOnline ? [] : [offlineMessage]),
    ...(isOnline && isStopped ? [stoppedMessage] : []),
    ...(isWaitingForCode || (isOpening && (!isOnline || isStopped)) ? [waitingMessage] : []),
  ];
  return (
    <div role="status" className="connection-bar" data-shown={messages.length > 0 || undefined}>
      {messages.length > 0 && <Text size="sm">{messages.join(' ')}</Text>}
    </div>
  );
}

const offlineMessage = 'You are offline. This page may be out of date, and nothing can be sent.';
const stoppedMessage = 'Live news has stopped: changes by others do not appear. Connecting again …';
const waitingMessage = 'What you asked for opens when the connection is back.';
