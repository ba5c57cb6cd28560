import { Table, Text } from '@mantine/core';
import {
  changesOf,
  type DetailChange,
  type Details,
  fieldInWords,
  isNote,
  valueInWords,
} from './detail-changes.ts';
import { formatMoment } from './time.tsx';
import { WideTable } from './wide-table.tsx';

export { changesOf, type DetailChange, fieldInWords, valueInWords };

interface DetailsDiffProps {
  /** null: there was nothing before, so that what came is shown by itself. */
  previous: Details;
  /** null: nothing is left, so that what was is shown by itself. */
  next: Details;
}

/** What changed, from which value to which. */
export function DetailsDiff({ previous, next }: DetailsDiffProps) {
  const changes = changesOf(previous, next);
  if (changes.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No field of the details changed.
      </Text>
    );
  }
  const isOneSided = previous === null || next === null;
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
        {changes.map((change) => (
          <Row
            key={`${change.field} ${change.part ?? ''}`}
            change={change}
            hasBefore={previous !== null}
            hasAfter={next !== null}
          />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

interface RowProps {
  change: DetailChange;
  hasBefore: boolean;
  hasAfter: boolean;
}

function Row({ change: { field, part, from, to }, hasBefore, hasAfter }: RowProps) {
  const shown = to ?? from;
  return (
    <Table.Tr style={{ verticalAlign: 'top', overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
      <Table.Th scope="row" fw={500}>
        {fieldInWords(field)}
        {part !== undefined && (
          <Text size="xs" c="dimmed">
            {isNote(shown) ? `${formatMoment(shown.timestamp)}, ${shown.author}` : part}
          </Text>
        )}
      </Table.Th>
      {hasBefore && <Table.Td c="dimmed">{valueInWords(field, from)}</Table.Td>}
      {hasAfter && <Table.Td>{valueInWords(field, to)}</Table.Td>}
    </Table.Tr>
  );
}
