import { Spoiler, Text } from '@mantine/core';
import type { Award } from '../api/types.ts';
import { Section } from './section.tsx';

/** What it is for, in the words of whoever asks. */
export function DescriptionSection({ award: { details } }: { award: Award }) {
  return (
    <Section title="Description" fields={['name', 'description']}>
      {details.description ? (
        <Spoiler maxHeight={240} showLabel="Show all of it" hideLabel="Show less">
          <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
            {details.description}
          </Text>
        </Spoiler>
      ) : (
        <Text size="sm" c="dimmed">
          None was given.
        </Text>
      )}
    </Section>
  );
}
