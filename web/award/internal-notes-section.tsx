import { Box, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ApiError } from '../api/api-error.ts';
import { useMe } from '../api/current-user.ts';
import { mayReview } from '../api/permissions.ts';
import type { Award, InternalNote } from '../api/types.ts';
import { formatPersonName } from '../parts/person-name.ts';
import { QueryContent } from '../parts/query-state.tsx';
import { RelativeTime } from '../parts/time-format.tsx';
import { AwardSection } from './award-section.tsx';
import { InternalNoteForm } from './internal-note-form.tsx';
import { internalNotesQuery } from './internal-notes-query.ts';
import { MarkedText } from '../parts/marked-text.tsx';

/**
 * Notes of reviewers and staff beside the award, oldest first, and a form that adds one. Nothing
 * for members of its project, who may not read them.
 */
export function InternalNotesSection({ award }: { award: Award }) {
  const notes = useQuery(internalNotesQuery(award));
  const mayAdd = mayReview(useMe(), award);
  if (notes.error instanceof ApiError && notes.error.status === 403) return null;
  return (
    <AwardSection title="Internal notes">
      <Text size="sm" c="dimmed">
        For reviewers and staff of this site. Never sent to the awarding portal.
      </Text>
      <QueryContent query={notes} rows={2}>
        {(items) => <InternalNoteList notes={items} />}
      </QueryContent>
      {mayAdd && <InternalNoteForm award={award} />}
    </AwardSection>
  );
}

function InternalNoteList({ notes }: { notes: readonly InternalNote[] }) {
  if (notes.length === 0) return <Text size="sm">No internal notes yet.</Text>;
  return (
    <Stack component="ol" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
      {notes.map(({ uuid, text, created, author_full_name: author, mentions }) => (
        <Box component="li" key={uuid} pl="sm" style={{ borderLeft: noteBorder }}>
          <Group gap="xs">
            <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
              <MarkedText text={author || 'an unnamed account'} />
            </Text>
            <Text size="xs" c="dimmed">
              <RelativeTime time={created} />
            </Text>
          </Group>
          <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
            <MarkedText text={text} />
          </Text>
          {mentions.length > 0 && (
            <Text size="xs" c="dimmed">
              Mentioned: {mentions.map(formatPersonName).join(', ')}
            </Text>
          )}
        </Box>
      ))}
    </Stack>
  );
}

const noteBorder = '3px solid var(--mantine-color-default-border)';
