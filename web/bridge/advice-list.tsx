import { Alert } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { BridgeStatus } from '../api/types.ts';
import { getAdvice } from './bridge-advice.ts';

/** A note for each problem of the connection, with what to do about it. */
export function AdviceList({ status }: { status: BridgeStatus }) {
  return getAdvice(status).map(({ isSevere, title, text }) => (
    <Alert
      key={title}
      color={isSevere ? 'red' : 'orange'}
      icon={isSevere ? <IconAlertTriangle /> : <IconInfoCircle />}
      title={title}
      role="note"
      style={{ overflowWrap: 'anywhere' }}
    >
      {text}
    </Alert>
  ));
}
