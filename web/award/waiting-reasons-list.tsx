import { List } from '@mantine/core';
import type { Award } from '../api/types.ts';
import { Sentence } from '../parts/sentence.tsx';
import { formatZonedAge } from '../parts/time-format.tsx';
import { describeReason } from './waiting-reasons.ts';

/** Each reason why an award waits. */
export function WaitingReasonsList({ reasons }: { reasons: Award['waiting_reasons'] }) {
  return (
    <List size="sm" spacing={2} style={{ overflowWrap: 'anywhere' }}>
      {reasons.map((reason) => (
        <List.Item key={`${reason.code} ${reason.text}`}>
          <Sentence text={describeReason(reason)} formatTime={formatZonedAge} />
        </List.Item>
      ))}
    </List>
  );
}
