/* The table of changes with the values before and after. */

import { Box, Group, Stack, Table, Text } from '@mantine/core';
import { LongText } from '../parts/long-text.tsx';
import { formatFullTime, SiteTime } from '../parts/time-format.tsx';
import { useIsNarrow } from '../parts/use-is-narrow.ts';
import { ColumnTable } from '../parts/column-table.tsx';
import { type DetailChange, isNote } from './compare-details.ts';
import { formatFieldValue, isInstant } from './format-field-value.ts';
import { MarkedText } from '../parts/marked-text.tsx';

interface Columns {
  hasBefore: boolean;
  hasAfter: boolean;
}

interface ChangesTableProps extends Columns {
  changes: readonly DetailChange[];
}

/** Changes with the values before and after: a table, or a list where the window is narrow. */
export function ChangesTable({ changes, hasBefore, hasAfter }: ChangesTableProps) {
  const isNarrow = useIsNarrow();
  if (changes.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No field of the details changed.
      </Text>
    );
  }
  const columns = { hasBefore, hasAfter };
  if (isNarrow) {
    return (
      <Stack component="ul" gap="xs" p={0} m={0} aria-label="What changed">
        {changes.map((change) => (
          <ChangeItem key={toKey(change)} change={change} {...columns} />
        ))}
      </Stack>
    );
  }
  const hasBoth = hasBefore && hasAfter;
  return (
    <ColumnTable
      minWidth={400}
      aria-label="What changed"
      layout="fixed"
      fz="sm"
      verticalSpacing={6}
      columns={[{ name: 'Field', w: '26%' }, hasBoth ? 'Before' : 'Value', hasBoth && 'After']}
    >
      {changes.map((change) => (
        <ChangeRow key={toKey(change)} change={change} {...columns} />
      ))}
    </ColumnTable>
  );
}

const toKey = ({ group, field, entry }: DetailChange): string =>
  JSON.stringify([group, field, entry]);

interface ChangeProps extends Columns {
  change: DetailChange;
}

function ChangeRow({ change, hasBefore, hasAfter }: ChangeProps) {
  return (
    <Table.Tr style={{ verticalAlign: 'top', overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
      <Table.Th scope="row" fw={500}>
        <FieldName change={change} />
      </Table.Th>
      {hasBefore && (
        <Table.Td c="dimmed">
          <FieldValue change={change} value={change.before} />
        </Table.Td>
      )}
      {hasAfter && (
        <Table.Td>
          <FieldValue change={change} value={change.after} />
        </Table.Td>
      )}
    </Table.Tr>
  );
}

function ChangeItem({ change, hasBefore, hasAfter }: ChangeProps) {
  return (
    <Text
      component="li"
      size="sm"
      style={{ listStyle: 'none', overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}
    >
      <Text component="div" size="sm" fw={600}>
        <FieldName change={change} />
      </Text>
      {hasBefore && (
        <Box c="dimmed">
          <FieldValue change={change} value={change.before} />
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
            <FieldValue change={change} value={change.after} />
          </Box>
        </Group>
      )}
    </Text>
  );
}

/** The label of the field; below it the entry, and where the field comes from if that is unusual. */
function FieldName({ change }: { change: DetailChange }) {
  const { group, label, before, after } = change;
  const value = after ?? before;
  const entry = isNote(value) ? value.author : change.entry;
  return (
    <>
      <MarkedText text={label} />
      {entry !== undefined && (
        <Text size="xs" c="dimmed">
          {isNote(value) && (
            <>
              <SiteTime time={value.timestamp} />,{' '}
            </>
          )}
          <MarkedText text={entry} />
        </Text>
      )}
      {group === 'extra' && (
        <Text size="xs" c="dimmed">
          extra field of the awarding portal
        </Text>
      )}
    </>
  );
}

function FieldValue({ change: { kind }, value }: { change: DetailChange; value: unknown }) {
  const text = formatFieldValue(kind, value);
  if (typeof value === 'string' && isInstant(value)) {
    return (
      <time dateTime={value} title={formatFullTime(value)}>
        {text}
      </time>
    );
  }
  return <LongText text={text} maxLines={5} />;
}
