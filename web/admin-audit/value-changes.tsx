import { Table } from '@mantine/core';
import { Sentence } from '../parts/sentence.tsx';

type FieldValues = Record<string, unknown> | null;

/** The values before and after a change, a row for each field with a value. */
export function ValueChanges({ before, after }: { before: FieldValues; after: FieldValues }) {
  const allNames = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  // A new customer without a description needs no row that says so.
  const names = allNames.filter((name) => hasText(before?.[name]) || hasText(after?.[name]));
  if (names.length === 0) return null;
  return (
    <Table mt={4} fz="xs" verticalSpacing={2} aria-label="What changed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="28%">Field</Table.Th>
          <Table.Th w="36%">Before</Table.Th>
          <Table.Th w="36%">After</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {names.map((field) => (
          <Table.Tr key={field} style={{ overflowWrap: 'anywhere' }}>
            <Table.Td>{field.replaceAll('_', ' ')}</Table.Td>
            <Table.Td>
              <Sentence text={formatValue(before?.[field])} />
            </Table.Td>
            <Table.Td>
              <Sentence text={formatValue(after?.[field])} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

const hasText = (value: unknown): boolean => formatValue(value) !== '–';

/** A value of any JSON type; – for none. */
function formatValue(value: unknown): string {
  if (value === undefined || value === null || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
