import { Checkbox, Paper, Select, Stack, TextInput } from '@mantine/core';
import { MappingTable } from './mapping-table.tsx';
import { createQuotaRow, type QuotaRow, type ResourceDraft } from './resource-draft.ts';

interface ResourceFieldsProps {
  draft: ResourceDraft;
  onChange: (draft: ResourceDraft) => void;
  /** What is wrong with its quotas. */
  error: string | undefined;
}

/** Whether projects get a resource, and which entries of a breakdown set quotas of its volumes. */
export function ResourceFields({ draft, onChange, error }: ResourceFieldsProps) {
  const { name, volumes, isChosen, rows } = draft;
  const setRows = (changed: QuotaRow[]): void => onChange({ ...draft, rows: changed });
  const update = (row: QuotaRow, change: Partial<QuotaRow>): void =>
    setRows(rows.map((one) => (one.key === row.key ? { ...one, ...change } : one)));
  return (
    <Paper withBorder p="sm">
      <Stack gap="sm">
        <Checkbox
          label={name}
          checked={isChosen}
          onChange={({ currentTarget }) => onChange({ ...draft, isChosen: currentTarget.checked })}
        />
        {isChosen && volumes.length > 0 && (
          <MappingTable
            label={`Quotas on ${name}`}
            headings={['Entry of the breakdown', 'Volume']}
            rows={rows}
            isReadOnly={false}
            renderCells={(row, index) => [
              <TextInput
                key="entry"
                aria-label={`Entry ${index + 1} on ${name}`}
                placeholder="project_storage"
                value={row.entry}
                onChange={({ currentTarget }) => update(row, { entry: currentTarget.value })}
              />,
              <Select
                key="volume"
                aria-label={`Volume ${index + 1} on ${name}`}
                data={[...new Set([...volumes, row.volume].filter((volume) => volume !== ''))]}
                value={row.volume === '' ? null : row.volume}
                onChange={(volume) => update(row, { volume: volume ?? '' })}
                comboboxProps={{ withinPortal: false }}
              />,
            ]}
            emptyText="No quotas are set from an award's breakdown."
            addLabel={`Add a quota on ${name}`}
            onAdd={() => setRows([...rows, createQuotaRow()])}
            getRowName={({ entry }) => `the quota ${entry || 'without an entry'} on ${name}`}
            onRemove={(row) => setRows(rows.filter(({ key }) => key !== row.key))}
            error={error}
          />
        )}
      </Stack>
    </Paper>
  );
}
