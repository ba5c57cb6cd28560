import { Box, Group, Stack, Text } from '@mantine/core';
import type { Award } from '../api/types.ts';
import { RelativeTime } from '../parts/time-format.tsx';
import { ChangedBadge } from './changed-badge.tsx';
import { AwardSection } from './award-section.tsx';
import { MarkedText } from '../parts/marked-text.tsx';

/** The notes of the awarding portal and of this site, oldest first. */
export function NotesSection({ award: { details } }: { award: Award }) {
  const { notes } = details;
  return (
    <AwardSection title="Notes">
      {notes.length === 0 && (
        <Text size="sm" c="dimmed">
          No notes.
        </Text>
      )}
      <Stack component="ol" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
        {notes.map((note) => {
          const { timestamp, author, text } = note;
          const part = `${timestamp} ${author} ${text}`;
          return (
            <Box component="li" key={part} pl="sm" style={{ borderLeft: noteBorder }}>
              <Group gap="xs">
                <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                  <MarkedText text={author} />
                </Text>
                <Text size="xs" c="dimmed">
                  <RelativeTime time={timestamp} />
                </Text>
                <ChangedBadge field="notes" part={part} />
              </Group>
              <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
                <MarkedText text={text} />
              </Text>
            </Box>
          );
        })}
      </Stack>
    </AwardSection>
  );
}

const noteBorder = '3px solid var(--mantine-color-default-border)';
