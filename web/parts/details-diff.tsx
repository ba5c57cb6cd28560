import { Box, Group, Stack, Table, Text } from '@mantine/core';
import {
  diffDetails,
  type DetailChange,
  type Details,
  getFieldLabel,
  isNote,
  formatFieldValue,
} from './detail-changes.ts';
import { LongText } from './long-text.tsx';
import { useIsNarrow } from './use-is-narrow.ts';
import { formatDateTime } from './time-format.tsx';
import { WideTable } from './wide-table.tsx';

export {
  diffDetails as changesOf,
  type DetailChange,
  getFieldLabel as fieldInWords,
  formatFieldValue as valueInWords,
};

interface DetailsDiffProps {
  /** null: there was nothing before, so that what came is shown by itself. */
  previous: Details;
  /** null: nothing is left, so that what was is shown by itself. */
  next: Details;
}

/** What changed, from which value to which: a table, or on a phone one below the other. */
export function DetailsDiff({ previous, next }: DetailsDiffProps) {
  const isNarrow = useIsNarrow();
  const changes = diffDetails(previous, next);
  if (changes.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No field of the details changed.
      </Text>
    );
  }
  const sides = { hasBefore: previous !== null, hasAfter: next !== null };
  const rows = changes.map((change) => ({
    change,
    ...sides,
    key: `${change.field} ${change.entryName ?? ''}`,
  }));
  if (isNarrow) {
    return (
      <Stack component="ul" gap="xs" p={0} m={0} aria-label="What changed">
        {rows.map(({ key, ...row }) => (
          <ChangeItem key={key} {...row} />
        ))}
      </Stack>
    );
  }
  const isOneSided = !(sides.hasBefore && sides.hasAfter);
  return (
    <WideTable minWidth={400} aria-label="What changed" layout="fixed" fz="sm" verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="26%">Field</Table.Th>
          <Table.Th>{isOneSided ? 'Value' : 'Before'}</Table.Th>
          {!isOneSided && <Table.Th>After</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ key, ...row }) => (
          <ChangeRow key={key} {...row} />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

interface ChangeProps {
  change: DetailChange;
  hasBefore: boolean;
  hasAfter: boolean;
}

function ChangeRow({ change, hasBefore, hasAfter }: ChangeProps) {
  return (
    <Table.Tr style={{ verticalAlign: 'top', overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
      <Table.Th scope="row" fw={500}>
        <ChangedField change={change} />
      </Table.Th>
      {hasBefore && (
        <Table.Td c="dimmed">
          <FieldValue field={change.field} value={change.from} />
        </Table.Td>
      )}
      {hasAfter && (
        <Table.Td>
          <FieldValue field={change.field} value={change.to} />
        </Table.Td>
      )}
    </Table.Tr>
  );
}

function ChangeItem({ change, hasBefore, hasAfter }: ChangeProps) {
  const { field, from, to } = change;
  return (
    <Text
      component="li"
      size="sm"
      style={{ listStyle: 'none', overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}
    >
      <Text component="div" size="sm" fw={600}>
        <ChangedField change={change} />
      </Text>
      {hasBefore && (
        <Box c="dimmed">
          <FieldValue field={field} value={from} />
        </Box>
      )}
      {hasAfter && (
        <Group gap={6} wrap="nowrap" align="flex-start">
          {hasBefore && (
            <Text span size="sm" role="img" aria-label="becomes">
              →
            </Text>
          )}
          <Box miw={0}>
            <FieldValue field={field} value={to} />
          </Box>
        </Group>
      )}
    </Text>
  );
}

function ChangedField({ change: { field, entryName: part, from, to } }: { change: DetailChange }) {
  const shown = to ?? from;
  return (
    <>
      {getFieldLabel(field)}
      {part !== undefined && (
        <Text size="xs" c="dimmed">
          {isNote(shown) ? `${formatDateTime(shown.timestamp)}, ${shown.author}` : part}
        </Text>
      )}
    </>
  );
}

function FieldValue({ field, value }: { field: string; value: unknown }) {
  return <LongText text={formatFieldValue(field, value)} maxLines={5} />;
}
