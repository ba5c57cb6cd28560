import { Box, Group, Stack, Text } from '@mantine/core';
import type { Award } from '../api/types.ts';
import { When } from '../parts/time.tsx';
import { Changed } from './changed.tsx';
import { Section } from './section.tsx';

/** What was said about the award, on both sides, oldest first. */
export function NotesSection({ award: { details } }: { award: Award }) {
  const { notes } = details;
  return (
    <Section title="Notes">
      {notes.length === 0 && (
        <Text size="sm" c="dimmed">
          Nobody has written any.
        </Text>
      )}
      <Stack component="ol" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
        {notes.map((note) => {
          const { timestamp, author, text } = note;
          const part = `${timestamp} ${author} ${text}`;
          return (
            <Box component="li" key={part} pl="sm" style={{ borderLeft: border }}>
              <Group gap="xs">
                <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                  {author}
                </Text>
                <Text size="xs" c="dimmed">
                  <When time={timestamp} />
                </Text>
                <Changed field="notes" part={part} />
              </Group>
              <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
                {text}
              </Text>
            </Box>
          );
        })}
      </Stack>
    </Section>
  );
}

const border = '3px solid var(--mantine-color-default-border)';
