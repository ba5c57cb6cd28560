import { Alert } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { BridgeStatus } from '../api/types.ts';
import { getAdvice } from './bridge-advice.ts';

/** What is wrong and what to do about it; nothing where nothing is. */
export function AdviceList({ status }: { status: BridgeStatus }) {
  return getAdvice(status).map(({ isSevere: isGrave, title, text: words }) => (
    <Alert
      key={title}
      color={isGrave ? 'red' : 'orange'}
      icon={isGrave ? <IconAlertTriangle /> : <IconInfoCircle />}
      title={title}
      role="note"
      style={{ overflowWrap: 'anywhere' }}
    >
      {words}
    </Alert>
  ));
}
