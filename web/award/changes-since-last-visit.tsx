import { Text } from '@mantine/core';
import type { DetailChange } from '../changes/compare-details.ts';
import { RelativeTime } from '../parts/time-format.tsx';

/** Names the fields that changed since the reader's last visit; nothing where none did. */
export function ChangesSinceLastVisit({
  at,
  changes,
}: {
  at: string;
  changes: readonly DetailChange[];
}) {
  if (changes.length === 0) return null;
  const fields = [...new Set(changes.map(({ label }) => label))];
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      <b>Changed since your last visit</b> (<RelativeTime time={at} />
      ): {fields.join(', ')}.
    </Text>
  );
}
