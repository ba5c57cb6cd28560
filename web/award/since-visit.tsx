import { Text } from '@mantine/core';
import { type DetailChange, fieldInWords } from '../parts/detail-changes.ts';
import { ago } from '../parts/time.tsx';

/** In one line, what changed since this person was here last. */
export function SinceVisit({ at, changes }: { at: string; changes: readonly DetailChange[] }) {
  if (changes.length === 0) return null;
  const fields = [...new Set(changes.map(({ field }) => fieldInWords(field)))];
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      <b>Changed since your last visit</b> ({ago(at)}): {fields.join(', ')}.
    </Text>
  );
}
