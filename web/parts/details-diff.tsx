import { Box, Spoiler, Stack, Table, Text } from '@mantine/core';
import {
  changesOf,
  type DetailChange,
  type Details,
  fieldInWords,
  isNote,
  valueInWords,
} from './detail-changes.ts';
import { useIsNarrow } from './narrow.ts';
import { formatMoment } from './time.tsx';
import { WideTable } from './wide-table.tsx';

export { changesOf, type DetailChange, fieldInWords, valueInWords };

interface DetailsDiffProps {
  /** null: there was nothing before, so that what came is shown by itself. */
  previous: Details;
  /** null: nothing is left, so that what was is shown by itself. */
  next: Details;
}

/** What changed, from which value to which: a table, or on a phone one below the other. */
export function DetailsDiff({ previous, next }: DetailsDiffProps) {
  const isNarrow = useIsNarrow();
  const changes = changesOf(previous, next);
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
    key: `${change.field} ${change.part ?? ''}`,
  }));
  if (isNarrow) {
    return (
      <Stack component="ul" gap="xs" p={0} m={0} aria-label="What changed">
        {rows.map(({ key, ...row }) => (
          <Item key={key} {...row} />
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
          <Row key={key} {...row} />
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

function Row({ change, hasBefore, hasAfter }: ChangeProps) {
  return (
    <Table.Tr style={{ verticalAlign: 'top', overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
      <Table.Th scope="row" fw={500}>
        <FieldName change={change} />
      </Table.Th>
      {hasBefore && (
        <Table.Td c="dimmed">
          <Value field={change.field} value={change.from} />
        </Table.Td>
      )}
      {hasAfter && (
        <Table.Td>
          <Value field={change.field} value={change.to} />
        </Table.Td>
      )}
    </Table.Tr>
  );
}

function Item({ change, hasBefore, hasAfter }: ChangeProps) {
  const { field, from, to } = change;
  const isOneSided = !(hasBefore && hasAfter);
  return (
    <Text
      component="li"
      size="sm"
      style={{ listStyle: 'none', overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}
    >
      <Text component="div" size="sm" fw={500}>
        <FieldName change={change} />
      </Text>
      {hasBefore && (
        <Box c="dimmed">
          {!isOneSided && 'Before: '}
          <Value field={field} value={from} />
        </Box>
      )}
      {hasAfter && (
        <Box>
          {!isOneSided && 'After: '}
          <Value field={field} value={to} />
        </Box>
      )}
    </Text>
  );
}

function FieldName({ change: { field, part, from, to } }: { change: DetailChange }) {
  const shown = to ?? from;
  return (
    <>
      {fieldInWords(field)}
      {part !== undefined && (
        <Text size="xs" c="dimmed">
          {isNote(shown) ? `${formatMoment(shown.timestamp)}, ${shown.author}` : part}
        </Text>
      )}
    </>
  );
}

/** A value; of a long one the beginning, and the rest when asked for. */
function Value({ field, value }: { field: string; value: unknown }) {
  const text = valueInWords(field, value);
  const isLong = text.length > 300 || text.split('\n').length > 5;
  if (!isLong) return text;
  return (
    <Spoiler maxHeight={110} showLabel="Show all of it" hideLabel="Show less" fz="inherit">
      {text}
    </Spoiler>
  );
}
